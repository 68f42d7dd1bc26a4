/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.policy;

import java.util.List;
import java.util.Optional;

/**
 * A part of the picture for which something else holds: a window, a garden, a doorway that nobody may see.
 *
 * @param name what people call it
 * @param method how it is hidden
 * @param polygon at least three corners, in order; the last joins the first
 * @param because the reason that a zone in which nothing is hidden must state
 */
public record PrivacyZone(String name, Method method, List<Corner> polygon, Optional<String> because) {
    public PrivacyZone {
        polygon = List.copyOf(polygon);
    }

    public PrivacyZone(String name, Method method, List<Corner> polygon) {
        this(name, method, polygon, Optional.empty());
    }

    /** Whether a place, as fractions of the picture, lies in it, by the even-odd rule. */
    public boolean holds(double x, double y) {
        boolean inside = false;
        for (int at = 0; at < polygon.size(); at++) {
            Corner a = polygon.get(at);
            Corner b = polygon.get((at + 1) % polygon.size());
            if ((a.y() <= y) != (b.y() <= y) && x < a.x() + (y - a.y()) / (b.y() - a.y()) * (b.x() - a.x())) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** What is done with a zone. */
    public enum Method {
        /** Always hidden, in one colour. */
        SOLID,
        /** Always hidden, in few blocks. */
        MOSAIC,
        /** Its pixels are dropped as soon as they are decoded: nothing looks at them, and nobody sees them. */
        NEVER_LOOK,
        /** What is found in it stays visible, for instance faces on a poster; needs a stated reason. */
        HIDE_NOTHING
    }

    /**
     * A corner as fractions of the picture, so that it holds at every resolution.
     *
     * @param x 0 left edge, 1 right edge
     * @param y 0 top edge, 1 bottom edge
     */
    public record Corner(double x, double y) {}
}
