/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** A class of its own, because a JVM without the Vector API's module cannot load it. */
final class NormalisationVectors {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    /** As many bytes as there are lanes; no shape has fewer than 8, and then two loads share a few bytes. */
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, LANES * Byte.SIZE)));

    private NormalisationVectors() {}

    /** Converts as many pixels of a row as fill whole vectors, and says how many those were. */
    static int apply(
            PixelNormalisation normalisation,
            MemorySegment plane,
            long from,
            int width,
            MemorySegment target,
            long to) {
        int column = 0;
        // A vector of bytes must lie within the row: the last one may be wider than the floats made of it.
        for (; column + BYTES.length() <= width; column += LANES) {
            ByteVector pixels = ByteVector.fromMemorySegment(BYTES, plane, from + column, ByteOrder.nativeOrder());
            FloatVector floats = (FloatVector) pixels.convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                    .convertShape(VectorOperators.I2F, FLOATS, 0);
            floats.mul(normalisation.scale())
                    .add(normalisation.offset())
                    .intoMemorySegment(target, to + (long) column * Float.BYTES, ByteOrder.nativeOrder());
        }
        return column;
    }
}
