/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link SourceStatistics}. Thread-safe. */
final class SourceCounts {
    private final LongAdder packets = new LongAdder();
    private final LongAdder empty = new LongAdder();
    private final LongAdder oversized = new LongAdder();
    private final LongAdder corrupt = new LongAdder();
    private final LongAdder repairedTimes = new LongAdder();

    void delivered(boolean doubted, boolean repaired) {
        packets.increment();
        if (doubted) {
            corrupt.increment();
        }
        if (repaired) {
            repairedTimes.increment();
        }
    }

    void empty() {
        empty.increment();
    }

    void oversized() {
        oversized.increment();
    }

    void corrupt() {
        corrupt.increment();
    }

    SourceStatistics snapshot() {
        return new SourceStatistics(packets.sum(), empty.sum(), oversized.sum(), corrupt.sum(), repairedTimes.sum());
    }
}
