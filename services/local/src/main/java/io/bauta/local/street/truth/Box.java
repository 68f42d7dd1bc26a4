/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.truth;

/**
 * A box in pixels inside the picture: corner at the top left, sizes at least 1.
 *
 * @param x column of the left edge
 * @param y row of the upper edge
 */
public record Box(int x, int y, int w, int h) {

    /** Whether the other box lies wholly inside this one. */
    public boolean contains(Box other) {
        return other.x >= x && other.y >= y && other.x + other.w <= x + w && other.y + other.h <= y + h;
    }
}
