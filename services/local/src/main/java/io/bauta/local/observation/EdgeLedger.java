/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Frames and chunks of one camera on the edge. Not thread-safe; {@link EdgeObserver} guards it. */
final class EdgeLedger {
    private static final int DIGITS = 3;
    /** Clocks of a chunk and of its first frame may differ by a little: less than half a frame of 50 a second. */
    private static final Duration SLACK = Duration.ofMillis(8);

    private final List<Instant> frames = new ArrayList<>();
    private final TreeMap<Instant, Long> chunks = new TreeMap<>();
    private Histogram latencyMillis = new Histogram(DIGITS);
    private long withheld;

    void delivered(Instant captured) {
        frames.add(captured);
    }

    /** @param held frames of a chunk; 0 if it was withheld */
    void stated(Instant start, long held, boolean released) {
        chunks.merge(start, released ? held : 0, Long::sum);
        withheld += released ? 0 : 1;
    }

    void arrived(Instant captured, Instant now) {
        latencyMillis.recordValue(Math.max(0, Duration.between(captured, now).toMillis()));
    }

    EdgeFigures figures() {
        // What was stated first may have begun before anybody counted frames.
        Instant counted = frames.stream().min(Instant::compareTo).orElse(Instant.MAX);
        TreeMap<Instant, Long> whole = new TreeMap<>(chunks.tailMap(counted.minus(SLACK), true));
        long delivered = 0;
        long released = 0;
        if (whole.size() > 1) {
            Instant from = whole.firstKey().minus(SLACK);
            Instant to = whole.lastKey().minus(SLACK);
            delivered = frames.stream()
                    .filter(frame -> !frame.isBefore(from) && frame.isBefore(to))
                    .count();
            released = whole.headMap(whole.lastKey()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
        return new EdgeFigures(latency(), withheld, delivered, released);
    }

    private SensorFigures.Latency latency() {
        long count = latencyMillis.getTotalCount();
        return new SensorFigures.Latency(
                count,
                count == 0 ? null : latencyMillis.getValueAtPercentile(50),
                count == 0 ? null : latencyMillis.getValueAtPercentile(99),
                count == 0 ? null : latencyMillis.getMaxValue());
    }

    /** Frames stay: chunks that are late tell of them later. */
    void forget() {
        chunks.clear();
        latencyMillis = new Histogram(DIGITS);
        withheld = 0;
    }
}
