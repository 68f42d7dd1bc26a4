/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.policy;

import java.util.List;

/**
 * A part of the picture that nobody may see: a window, a garden, a doorway.
 *
 * @param name what people call it
 * @param method how it is hidden
 * @param polygon at least three corners, in order; the last joins the first
 */
public record PrivacyZone(String name, Method method, List<Corner> polygon) {
    public PrivacyZone {
        polygon = List.copyOf(polygon);
    }

    /** How a zone is hidden. */
    public enum Method {
        SOLID,
        MOSAIC
    }

    /**
     * A corner as fractions of the picture, so that it holds at every resolution.
     *
     * @param x 0 left edge, 1 right edge
     * @param y 0 top edge, 1 bottom edge
     */
    public record Corner(double x, double y) {}
}
