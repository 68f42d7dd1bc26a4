/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

import java.util.Comparator;
import java.util.Optional;

/**
 * How far a sensor's records on one topic have come.
 *
 * @param epoch of the numbering; larger is later
 * @param sequence the last number seen in it
 * @param digest of the last statement; empty for media
 */
public record Mark(long epoch, long sequence, Optional<String> digest) implements Comparable<Mark> {
    private static final Comparator<Mark> ORDER =
            Comparator.comparingLong(Mark::epoch).thenComparingLong(Mark::sequence);

    public static Mark of(long epoch, long sequence) {
        return new Mark(epoch, sequence, Optional.empty());
    }

    /** By epoch, then number; not consistent with equals, which sees the digest too. */
    @Override
    public int compareTo(Mark other) {
        return ORDER.compare(this, other);
    }

    /** Whether this is at or beyond the other. */
    public boolean covers(Mark other) {
        return compareTo(other) >= 0;
    }
}
