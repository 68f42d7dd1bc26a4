/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.inference.detection.InputSize;

/** At which size a detector looks at pictures: the smaller, the faster, and the larger a face must be to be found. */
public sealed interface LookSize {
    /** Enlarging a picture more than so makes nothing more visible. */
    double LARGEST_FACTOR = 2.0;

    /**
     * A picture that is made smaller may be made smaller still by this share, where that spares the network a row of cells: 626
     * by 352 pixels of a wide picture are looked at a twelfth faster than 640 by 360.
     */
    double MOST_SPARED = 0.025;

    /** A picture on a detector's canvas, at its upper left: sizes in pixels, and the factor by which it was scaled. */
    record Placing(int canvasWidth, int canvasHeight, int width, int height, double factor) {}

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
            if (factor < 1) {
                factor = Math.min(spared(width, factor, input), spared(height, factor, input));
            }
            int wide = scaled(width, factor);
            int high = scaled(height, factor);
            return new Placing(input.roundedUp(wide), input.roundedUp(high), wide, high, factor);
        }

        /** A little smaller where the side would reach into another row of the network's cells by a few pixels only. */
        private static double spared(int side, double factor, InputSize input) {
            int whole = scaled(side, factor) / input.multipleOf() * input.multipleOf();
            double less = (double) whole / side;
            return less < factor && less > factor * (1 - MOST_SPARED) ? less : factor;
        }
    }

    /** Into a canvas of one size, whatever the picture's, with grey where their shapes differ. */
    record Fitted(int canvasWidth, int canvasHeight) implements LookSize {
        @Override
        public Placing place(int width, int height, InputSize input) {
            double factor =
                    Math.min(LARGEST_FACTOR, Math.min((double) canvasWidth / width, (double) canvasHeight / height));
            return new Placing(canvasWidth, canvasHeight, scaled(width, factor), scaled(height, factor), factor);
        }
    }

    private static int scaled(int side, double factor) {
        return Math.max(1, (int) Math.rint(side * factor));
    }
}
