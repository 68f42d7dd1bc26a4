/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.stage;

/**
 * One frame of a scene that begins again where it ends. All motion is made of whole turns per scene, so that the joint
 * cannot be seen. Immutable.
 *
 * @param index of the frame, from 0
 * @param phase share of the scene that has passed, 0 up to but not 1
 * @param seconds since the scene began
 */
public record Moment(int index, double phase, double seconds) {

    /** A swing between -1 and 1 that fits the scene {@code turns} times. */
    public double swing(int turns, double offset) {
        return Math.sin(2 * Math.PI * (turns * phase + offset));
    }

    /** How much of the current turn has passed, 0 up to but not 1. */
    public double turn(int turns, double offset) {
        double turned = turns * phase + offset;
        return turned - Math.floor(turned);
    }
}
