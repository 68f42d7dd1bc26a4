/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.figure;

/**
 * How a person stands or walks at one moment. Angles in radians, seen from the camera: 0 faces it, positive turns to the
 * picture's right.
 *
 * @param body where the trunk faces
 * @param head where the face faces
 * @param nod positive looks down
 * @param cycle steps taken, in double steps; only its fraction counts
 * @param stride 0 stands, 1 walks
 * @param mouth 0 closed, 1 wide open
 * @param eyesShut whether it blinks
 * @param gesture 0 arms down, 1 one hand raised
 */
record Pose(
        double body,
        double head,
        double nod,
        double cycle,
        double stride,
        double mouth,
        boolean eyesShut,
        double gesture) {}
