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

    /**
     * Seen in a picture that is this many times as wide and as high.
     *
     * @param score of another scale, too
     */
    public Detection scaled(float across, float down, float score) {
        List<Point> moved = points.isEmpty() ? points : moved(across, down);
        return new Detection(kind, x * across, y * down, width * across, height * down, score, moved);
    }

    private List<Point> moved(float across, float down) {
        Point[] moved = new Point[points.size()];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = new Point(points.get(i).x() * across, points.get(i).y() * down);
        }
        return List.of(moved);
    }

    /** Common area over joint area, 0 to 1. */
    public float overlap(Detection other) {
        return overlap(x, y, width, height, other.x, other.y, other.width, other.height);
    }

    /** The same of bare numbers. */
    static float overlap(float x, float y, float width, float height, float x2, float y2, float width2, float height2) {
        float across = Math.min(x + width, x2 + width2) - Math.max(x, x2);
        float down = Math.min(y + height, y2 + height2) - Math.max(y, y2);
        float common = Math.max(0, across) * Math.max(0, down);
        return common / (width * height + width2 * height2 - common);
    }
}
