/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.board;

import java.util.Arrays;

/** The latest latencies of one sensor. Not thread-safe. */
final class Latencies {
    private static final int KEPT = 128;
    private final long[] millis = new long[KEPT];
    private int count;

    void add(long latencyMillis) {
        millis[count++ % KEPT] = latencyMillis;
        if (count == 2 * KEPT) {
            count = KEPT;
        }
    }

    /** Empty figures until there is a first latency. */
    SensorView.Latency figures() {
        int size = Math.min(count, KEPT);
        if (size == 0) {
            return new SensorView.Latency(null, null, null);
        }
        long[] sorted = Arrays.copyOf(millis, size);
        Arrays.sort(sorted);
        return new SensorView.Latency(millis[(count - 1) % KEPT], sorted[rank(size, 50)], sorted[rank(size, 99)]);
    }

    /** Nearest-rank percentile. */
    private static int rank(int size, int percent) {
        return Math.ceilDiv(size * percent, 100) - 1;
    }
}
