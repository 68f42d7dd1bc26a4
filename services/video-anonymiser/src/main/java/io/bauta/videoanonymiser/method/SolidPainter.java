/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

/** One grey: nothing of the region is left. */
final class SolidPainter implements Painter {

    @Override
    public void paint(Plane[] planes, Patch patch) {
        for (int number = 0; number < 3; number++) {
            fill(planes, patch, number, FrameSolid.GREY);
        }
    }

    /** The patch in one plane, without a view of it that would be garbage. */
    static void fill(Plane[] planes, Patch patch, int number, byte value) {
        Plane plane = planes[number];
        int step = number == 0 ? 1 : 2;
        plane.fill(
                patch.x() / step,
                patch.y() / step,
                Math.ceilDiv(patch.width(), step),
                Math.ceilDiv(patch.height(), step),
                value);
    }
}
