/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import io.bauta.inference.InferenceBinding;
import io.bauta.inference.PixelNormalisation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** How a network takes its pictures: one picture of three planes, as bytes or as floats. */
sealed interface Pixels {
    /** Where the planes are drawn. */
    MemorySegment canvas(InferenceBinding binding, String input, Arena arena, long bytes);

    /** From what was drawn to what the network reads. */
    void bring(Canvas canvas, InferenceBinding binding, String input);

    /** Bytes, red first: drawn where the network reads them. */
    record Bytes() implements Pixels {
        @Override
        public MemorySegment canvas(InferenceBinding binding, String input, Arena arena, long bytes) {
            return binding.input(input).memory();
        }

        @Override
        public void bring(Canvas canvas, InferenceBinding binding, String input) {
            // They are there already.
        }
    }

    /**
     * Floats.
     *
     * @param blueFirst as OpenCV keeps pictures
     */
    record Floats(PixelNormalisation normalisation, boolean blueFirst) implements Pixels {
        @Override
        public MemorySegment canvas(InferenceBinding binding, String input, Arena arena, long bytes) {
            return arena.allocate(bytes, 64);
        }

        @Override
        public void bring(Canvas canvas, InferenceBinding binding, String input) {
            MemorySegment floats = binding.input(input).memory();
            long bytes = floats.byteSize() / Canvas.PLANES;
            for (int channel = 0; channel < Canvas.PLANES; channel++) {
                MemorySegment plane = canvas.plane(blueFirst ? Canvas.PLANES - 1 - channel : channel);
                MemorySegment target = floats.asSlice(channel * bytes, bytes);
                normalisation.apply(plane, canvas.width(), canvas.width(), canvas.height(), target);
            }
        }
    }
}
