/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.inference;

import io.bauta.inference.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A tensor outside the runtime's memory.
 *
 * @param sizes outermost first
 * @param data little-endian, position 0, as many elements as the sizes say
 */
public record TensorData(String name, ElementType type, long[] sizes, ByteBuffer data) {
    public TensorData {
        sizes = sizes.clone();
    }

    @Override
    public long[] sizes() {
        return sizes.clone();
    }

    /** A new view, position 0. */
    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    public int elements() {
        return data.remaining() / type.bytes();
    }

    /**
     * Bytes that a tensor needs.
     *
     * @param most that are allowed
     * @throws RequestRefusedException if it has no elements or needs more
     */
    public static int bytes(String name, ElementType type, long[] sizes, int most) {
        long bytes = type.bytes();
        for (long size : sizes) {
            if (size < 1) {
                throw RequestRefusedException.malformed(
                        "tensor '" + name + "' has shape " + Arrays.toString(sizes) + "; sizes are above 0");
            }
            bytes = bytes > most || size > most ? Long.MAX_VALUE : bytes * size;
        }
        if (bytes > most) {
            throw RequestRefusedException.tooLarge("tensor '" + name + "' of shape " + Arrays.toString(sizes)
                    + " is larger than " + most + " bytes, the most that is taken");
        }
        return (int) bytes;
    }

    /** What is in it stays out of logs. */
    @Override
    public String toString() {
        return "TensorData[" + name + ", " + type.label() + Arrays.toString(sizes) + "]";
    }
}
