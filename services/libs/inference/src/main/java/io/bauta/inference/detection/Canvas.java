/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import java.lang.foreign.MemorySegment;

/**
 * The picture a detector looks at: three planes of bytes, red, green and blue, row by row without gaps. It is the network's
 * own input where that takes bytes, so what is drawn here is looked at where it lies.
 */
public final class Canvas {
    /** Red, green and blue. */
    public static final int PLANES = 3;

    private final int width;
    private final int height;
    private final MemorySegment pixels;

    /**
     * @param pixels all three planes, one after the other
     * @throws IllegalArgumentException if they are not so large
     */
    public Canvas(int width, int height, MemorySegment pixels) {
        if (width < 1 || height < 1 || pixels.byteSize() != (long) PLANES * width * height) {
            throw new IllegalArgumentException(
                    "a canvas of " + width + "x" + height + " pixels has not " + pixels.byteSize() + " bytes");
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /**
     * One plane to draw on, {@code width * height} bytes.
     *
     * @param number 0 red, 1 green, 2 blue
     */
    public MemorySegment plane(int number) {
        long bytes = (long) width * height;
        return pixels.asSlice(number * bytes, bytes);
    }

    /** Makes all of it one grey. */
    public void fill(int grey) {
        pixels.fill((byte) grey);
    }
}
