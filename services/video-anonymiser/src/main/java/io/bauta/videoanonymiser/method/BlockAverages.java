/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The mean of each block of a plane, rounded to the nearest. Blocks begin at the upper left corner; those at the right and
 * lower edges may be smaller. Twice: in scalar code that can be read, and in vector code that must give the same.
 */
final class BlockAverages {
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(SHORTS.vectorBitSize() / 2));
    /** A 16-bit lane holds the sum of at most 257 bytes of 255. */
    private static final int MOST_ADDED = 257;

    private BlockAverages() {}

    /** @return row after row, {@code ceil(width / block)} values each */
    static byte[] of(Plane plane, int block) {
        return averages(plane, block, BlockAverages::sum);
    }

    static byte[] scalar(Plane plane, int block) {
        return averages(plane, block, BlockAverages::scalarSum);
    }

    private interface Sum {
        long of(Plane plane, int x, int y, int width, int height);
    }

    private static byte[] averages(Plane plane, int block, Sum sum) {
        int across = (plane.width() + block - 1) / block;
        int down = (plane.height() + block - 1) / block;
        byte[] averages = new byte[across * down];
        for (int row = 0; row < down; row++) {
            int height = Math.min(block, plane.height() - row * block);
            for (int column = 0; column < across; column++) {
                int width = Math.min(block, plane.width() - column * block);
                long area = (long) width * height;
                long total = sum.of(plane, column * block, row * block, width, height);
                averages[row * across + column] = (byte) ((total + area / 2) / area);
            }
        }
        return averages;
    }

    private static long scalarSum(Plane plane, int x, int y, int width, int height) {
        long sum = 0;
        for (int row = y; row < y + height; row++) {
            sum += rowSum(plane, (long) row * plane.stride() + x, width);
        }
        return sum;
    }

    private static int rowSum(Plane plane, long offset, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += plane.bytes().get(ValueLayout.JAVA_BYTE, offset + i) & 0xff;
        }
        return sum;
    }

    private static long sum(Plane plane, int x, int y, int width, int height) {
        MemorySegment bytes = plane.bytes();
        int bound = BYTES.loopBound(width);
        long sum = 0;
        int added = 0;
        ShortVector lanes = ShortVector.zero(SHORTS);
        for (int row = y; row < y + height; row++) {
            long offset = (long) row * plane.stride() + x;
            for (int i = 0; i < bound; i += BYTES.length()) {
                if (added == MOST_ADDED) {
                    sum += total(lanes);
                    lanes = ShortVector.zero(SHORTS);
                    added = 0;
                }
                ByteVector eight = ByteVector.fromMemorySegment(BYTES, bytes, offset + i, ByteOrder.nativeOrder());
                lanes = lanes.add(eight.convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0));
                added++;
            }
            sum += rowSum(plane, offset + bound, width - bound);
        }
        return sum + total(lanes);
    }

    private static long total(ShortVector lanes) {
        IntVector low = (IntVector) lanes.convert(VectorOperators.ZERO_EXTEND_S2I, 0);
        IntVector high = (IntVector) lanes.convert(VectorOperators.ZERO_EXTEND_S2I, 1);
        return low.add(high).reduceLanes(VectorOperators.ADD);
    }
}
