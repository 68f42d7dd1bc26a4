/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.motion;

import java.nio.ByteBuffer;
import java.util.function.IntBinaryOperator;

/** Pictures of known brightness. */
final class DrawnPicture {
    static final int BLACK = 16;
    static final int WHITE = 235;
    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    private static final int STRIDE = 352;

    private DrawnPicture() {}

    /** A picture whose luma at (x, y) is given. */
    static Picture of(long offsetMicros, IntBinaryOperator luma) {
        ByteBuffer plane = ByteBuffer.allocateDirect(STRIDE * HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < STRIDE; x++) {
                // What lies beyond the width is padding and must not count.
                plane.put(y * STRIDE + x, (byte) (x < WIDTH ? luma.applyAsInt(x, y) : x * 31 + (int) offsetMicros));
            }
        }
        return new Picture(offsetMicros, WIDTH, HEIGHT, LumaGrid.of(plane, STRIDE, WIDTH, HEIGHT));
    }

    /** A picture of one brightness. */
    static Picture plain(long offsetMicros, int luma) {
        return of(offsetMicros, (x, y) -> luma);
    }
}
