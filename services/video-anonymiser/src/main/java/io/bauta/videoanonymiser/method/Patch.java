/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.videoanonymiser.track.Box;

/**
 * The samples of a frame that a box touches, rounded outwards to even luma samples: chroma, half the size, is covered over the
 * very same area, and no coloured rim stays. A box without extent still touches the samples it lies in.
 *
 * @param x first luma column inside the frame, even
 * @param y first luma row inside the frame, even
 * @param width luma columns inside the frame; odd only at the right edge of an odd frame
 * @param height luma rows inside the frame
 * @param left of the rounded box itself, which may lie outside the frame
 * @param top of the rounded box itself
 * @param wide width of the rounded box itself, at least 2
 * @param high height of the rounded box itself, at least 2
 */
record Patch(int x, int y, int width, int height, double left, double top, double wide, double high) {

    /** @throws IllegalArgumentException for edges that are not finite, and negative sizes: to skip them would show people */
    static Patch of(Box box, int frameWidth, int frameHeight) {
        double right = box.x() + box.width();
        double bottom = box.y() + box.height();
        if (!Double.isFinite(right) || !Double.isFinite(bottom) || box.width() < 0 || box.height() < 0) {
            throw new IllegalArgumentException("not a box that can be covered: " + box);
        }
        double left = evenBelow(box.x());
        double top = evenBelow(box.y());
        right = Math.max(left + 2, evenAbove(right));
        bottom = Math.max(top + 2, evenAbove(bottom));
        int x = inside(left, frameWidth);
        int y = inside(top, frameHeight);
        int width = inside(right, frameWidth) - x;
        int height = inside(bottom, frameHeight) - y;
        return new Patch(x, y, width, height, left, top, right - left, bottom - top);
    }

    boolean isEmpty() {
        return width <= 0 || height <= 0;
    }

    /** The part of a plane that it covers. */
    Plane of(Plane[] planes, int number) {
        return number == 0
                ? planes[0].part(x, y, width, height)
                : planes[number].part(x / 2, y / 2, (width + 1) / 2, (height + 1) / 2);
    }

    private static double evenBelow(double edge) {
        return 2 * Math.floor(edge / 2);
    }

    private static double evenAbove(double edge) {
        return 2 * Math.ceil(edge / 2);
    }

    private static int inside(double edge, int size) {
        return (int) Math.clamp(edge, 0, size);
    }
}
