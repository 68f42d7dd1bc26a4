/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Weak: eight levels of each value. Edges stay where they are, and with them what recognisers look at. */
final class QuantisePainter implements Painter {
    private static final int STEP = 32;
    private static final byte[] LUMA = new byte[256];
    /** With a level at the middle, so that what has no colour gets none. */
    private static final byte[] CHROMA = new byte[256];

    static {
        for (int value = 0; value < 256; value++) {
            LUMA[value] = (byte) (value / STEP * STEP + STEP / 2);
            CHROMA[value] = (byte) Math.min(256 - STEP, (value + STEP / 2) / STEP * STEP);
        }
    }

    @Override
    public void paint(Plane[] planes, Patch patch) {
        for (int number = 0; number < 3; number++) {
            quantise(patch.of(planes, number), number == 0 ? LUMA : CHROMA);
        }
    }

    private static void quantise(Plane part, byte[] levels) {
        MemorySegment bytes = part.bytes();
        for (int row = 0; row < part.height(); row++) {
            long offset = (long) row * part.stride();
            for (int x = 0; x < part.width(); x++) {
                int value = bytes.get(ValueLayout.JAVA_BYTE, offset + x) & 0xff;
                bytes.set(ValueLayout.JAVA_BYTE, offset + x, levels[value]);
            }
        }
    }
}
