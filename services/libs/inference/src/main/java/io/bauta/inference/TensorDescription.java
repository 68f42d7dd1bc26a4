/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import java.util.List;
import java.util.stream.IntStream;

/**
 * An input or output of a network.
 *
 * @param name as the network calls it
 * @param shape outermost first, for a picture {@code batch, channels, height, width}
 */
public record TensorDescription(String name, ElementType type, List<Dimension> shape) {
    public TensorDescription {
        shape = List.copyOf(shape);
    }

    /** Whether every size is known beforehand. */
    public boolean fixed() {
        return shape.stream().allMatch(Dimension.Fixed.class::isInstance);
    }

    /** Whether both name the same tensor of the same type and sizes; names of free dimensions do not count. */
    boolean agreesWith(TensorDescription other) {
        return name.equals(other.name)
                && type == other.type
                && shape.size() == other.shape.size()
                && IntStream.range(0, shape.size())
                        .allMatch(axis -> shape.get(axis).agreesWith(other.shape.get(axis)));
    }

    boolean takes(long[] sizes) {
        return sizes.length == shape.size()
                && IntStream.range(0, sizes.length)
                        .allMatch(axis -> shape.get(axis).takes(sizes[axis]));
    }

    /** The sizes, where all are fixed. */
    long[] sizes() {
        return shape.stream()
                .mapToLong(dimension -> ((Dimension.Fixed) dimension).size())
                .toArray();
    }

    @Override
    public String toString() {
        return name + " " + type.label() + shape;
    }
}
