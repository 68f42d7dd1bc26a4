/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.InputSize;

/** At which size a detector looks at pictures: the smaller, the faster, and the larger a face must be to be found. */
public sealed interface LookSize {
    /** Enlarging a picture more than so makes nothing more visible. */
    double LARGEST_FACTOR = 2.0;

    /**
     * A picture that is made smaller may lose this share of its width or height more, where that spares the network a row of
     * cells: 640 by 352 pixels of a wide picture are looked at a twelfth faster than 640 by 360.
     */
    double MOST_SPARED = 0.025;

    /**
     * A picture on a detector's canvas, at its upper left: sizes in pixels.
     *
     * @param back from pixels of the canvas to those of the picture
     */
    record Placing(int canvasWidth, int canvasHeight, int width, int height, Back back) {}

    /** By how much a picture is larger than what is looked at. */
    record Back(float across, float down) {
        private static Back of(int width, int height, int wide, int high) {
            return new Back((float) width / wide, (float) height / high);
        }

        /** The same thing in the picture. */
        Detection of(Detection seen, float score) {
            return seen.scaled(across, down, score);
        }
    }

    /** Where a picture goes. */
    Placing place(int width, int height, InputSize input);

    /**
     * As it is, filled up to what the network takes; larger pictures are scaled down to {@code longest} pixels.
     *
     * @param largest smaller pictures may be enlarged so many times, up to {@code longest} pixels; 1 for never
     */
    record Own(int longest, double largest) implements LookSize {
        /** Faces of 10 pixels are found in pictures of 1280 pixels; what is larger is looked at smaller. */
        public static final int USUAL_LONGEST = 1280;

        public Own {
            if (longest < 1) {
                throw new IllegalArgumentException("the longest side is at least 1 pixel, not " + longest);
            }
            if (!(largest >= 1 && largest <= LARGEST_FACTOR)) {
                throw new IllegalArgumentException("a picture is enlarged 1 to " + LARGEST_FACTOR + " times");
            }
        }

        /** Never enlarged. */
        public Own(int longest) {
            this(longest, 1);
        }

        @Override
        public Placing place(int width, int height, InputSize input) {
            double factor = Math.min(largest, (double) longest / Math.max(width, height));
            int wide = scaled(width, factor);
            int high = scaled(height, factor);
            if (factor < 1) {
                wide = spared(wide, input.multipleOf());
                high = spared(high, input.multipleOf());
            }
            return new Placing(
                    input.roundedUp(wide), input.roundedUp(high), wide, high, Back.of(width, height, wide, high));
        }

        /** A little shorter where the side would reach into another row of the network's cells by a few pixels only. */
        private static int spared(int side, int multipleOf) {
            int whole = side / multipleOf * multipleOf;
            return whole > side * (1 - MOST_SPARED) ? whole : side;
        }
    }

    /** Into a canvas of one size, whatever the picture's, with grey where their shapes differ. */
    record Fitted(int canvasWidth, int canvasHeight) implements LookSize {
        @Override
        public Placing place(int width, int height, InputSize input) {
            double factor =
                    Math.min(LARGEST_FACTOR, Math.min((double) canvasWidth / width, (double) canvasHeight / height));
            int wide = scaled(width, factor);
            int high = scaled(height, factor);
            return new Placing(canvasWidth, canvasHeight, wide, high, Back.of(width, height, wide, high));
        }
    }

    private static int scaled(int side, double factor) {
        return Math.max(1, (int) Math.rint(side * factor));
    }
}
