/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

/** One grey: nothing of the region is left. */
final class SolidPainter implements Painter {

    @Override
    public void paint(Plane[] planes, Patch patch) {
        for (int number = 0; number < 3; number++) {
            fill(patch.of(planes, number), FrameSolid.GREY);
        }
    }

    static void fill(Plane part, byte value) {
        if (part.height() > 0) {
            part.fill(0, 0, part.width(), value);
        }
        for (int row = 1; row < part.height(); row++) {
            part.repeat(0, row);
        }
    }
}
