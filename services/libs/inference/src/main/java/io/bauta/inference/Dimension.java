/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

/** One side of a tensor: a size, or a name for one that is chosen when the session is bound, as {@code batch} is. */
public sealed interface Dimension {
    /** A size that never changes. */
    record Fixed(long size) implements Dimension {
        public Fixed {
            if (size < 1) {
                throw new IllegalArgumentException("a dimension has at least size 1, not " + size);
            }
        }

        @Override
        public String toString() {
            return Long.toString(size);
        }
    }

    /** A size that is chosen later. The name is for people: exporters give the same one to different sizes. */
    record Named(String name) implements Dimension {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Whether the other is as free as this one, and of the same size if it is not. */
    default boolean agreesWith(Dimension other) {
        return switch (this) {
            case Fixed fixed -> fixed.equals(other);
            case Named named -> other instanceof Named;
        };
    }

    /** Whether a tensor of this size along the dimension is one that the network takes. */
    default boolean takes(long size) {
        return switch (this) {
            case Fixed fixed -> fixed.size() == size;
            case Named named -> size >= 1;
        };
    }
}
