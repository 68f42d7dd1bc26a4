/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

import io.bauta.inference.detection.ObjectKind;

/**
 * Where in a frame something is, or may be: made of one sight, or of the two that it lies between.
 *
 * @param kind of what was found
 * @param box around it, padded already
 * @param from the earlier sight
 * @param to the later one, or the same
 */
public record Region(ObjectKind kind, Box box, Seen from, Seen to) {

    /** Whether it was made of no other sights than this one. */
    boolean isOfNoMoreThan(Region other) {
        return other.isOf(from) && other.isOf(to);
    }

    private boolean isOf(Seen one) {
        return one.equals(from) || one.equals(to);
    }
}
