/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Bytes of one plane of a picture to floats: {@code scale * pixel + offset}, rounded after each of the two steps. Planar
 * on purpose: measured, vector code is eight times as fast as a loop on planes and hardly faster on interleaved pixels, so
 * let swscale deliver planes. Immutable.
 *
 * @param scale per pixel value, which is 0 to 255
 */
public record PixelNormalisation(float scale, float offset) {
    private static final boolean VECTORS =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    /** The values as they are, as YuNet takes them. */
    public static PixelNormalisation none() {
        return new PixelNormalisation(1, 0);
    }

    /** 0 to 1. */
    public static PixelNormalisation toUnit() {
        return new PixelNormalisation(1f / 255, 0);
    }

    /** To zero mean and unit deviation, both given for pixels from 0 to 1, as most training code does. */
    public static PixelNormalisation standard(float mean, float deviation) {
        return new PixelNormalisation(1 / (255 * deviation), -mean / deviation);
    }

    /**
     * Converts one plane. Without the Vector API's module ({@code --add-modules jdk.incubator.vector}) it gives the very
     * same floats more slowly.
     *
     * @param plane rows of bytes, {@code stride} apart; what lies between the rows is not read
     * @param target where its {@code width * height} floats go, row by row without gaps; for channel {@code c} of a tensor
     *     a slice of its memory
     * @throws IndexOutOfBoundsException if plane or target is too small
     */
    public void apply(MemorySegment plane, int stride, int width, int height, MemorySegment target) {
        requireRoom(plane, stride, width, height, target);
        for (int row = 0; row < height; row++) {
            long from = (long) row * stride;
            long to = (long) row * width * Float.BYTES;
            int done = VECTORS ? NormalisationVectors.apply(this, plane, from, width, target, to) : 0;
            scalar(plane, from, done, width, target, to);
        }
    }

    /** The twin that needs no vectors, and the tail of a row that fills none. */
    void scalar(MemorySegment plane, long from, int first, int width, MemorySegment target, long to) {
        for (int column = first; column < width; column++) {
            int pixel = plane.get(ValueLayout.JAVA_BYTE, from + column) & 0xFF;
            target.set(ValueLayout.JAVA_FLOAT_UNALIGNED, to + (long) column * Float.BYTES, pixel * scale + offset);
        }
    }

    private static void requireRoom(MemorySegment plane, int stride, int width, int height, MemorySegment target) {
        if (width < 1 || height < 1 || stride < width) {
            throw new IndexOutOfBoundsException(width + "x" + height + " pixels with a stride of " + stride);
        }
        long bytes = (long) (height - 1) * stride + width;
        long floats = (long) height * width * Float.BYTES;
        if (plane.byteSize() < bytes || target.byteSize() < floats) {
            throw new IndexOutOfBoundsException(width + "x" + height + " pixels need " + bytes + " and " + floats
                    + " bytes, there are " + plane.byteSize() + " and " + target.byteSize());
        }
    }
}
