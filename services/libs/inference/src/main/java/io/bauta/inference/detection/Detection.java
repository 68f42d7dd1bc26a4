/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import java.util.List;

/**
 * Something found: a box in pixels of the picture that was looked at, which may reach over its edge.
 *
 * @param x of the left side
 * @param y of the upper side
 * @param score 0 to 1
 * @param points of a face, where the detector tells them: its right eye (on the left of the picture), left eye, tip of the
 *     nose, right and left corner of the mouth; otherwise empty
 */
public record Detection(ObjectKind kind, float x, float y, float width, float height, float score, List<Point> points) {
    public Detection {
        points = List.copyOf(points);
    }

    /** Seen in a picture that is this many times as large. */
    public Detection scaled(float factor) {
        List<Point> moved = points.stream()
                .map(point -> new Point(point.x() * factor, point.y() * factor))
                .toList();
        return new Detection(kind, x * factor, y * factor, width * factor, height * factor, score, moved);
    }

    /** Common area over joint area, 0 to 1. */
    public float overlap(Detection other) {
        float across = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        float down = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        float common = Math.max(0, across) * Math.max(0, down);
        return common / (width * height + other.width * other.height - common);
    }
}
