/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.observation;

import io.bauta.contracts.site.SensorKind;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Everything counted about one sensor. Not thread-safe; {@link Tally} guards it. */
final class SensorTally {
    private static final int DIGITS = 3;

    final String id;
    final SensorKind kind;
    final Map<String, Long> withheld = new TreeMap<>();
    final Map<Long, SequenceLedger> epochsAtFog = new HashMap<>();
    final Histogram latencyMillis = new Histogram(DIGITS);
    long rawRecords;
    long rawBytes;
    long released;
    long chunksAtFog;
    long bytesAtFog;
    long statementsAtFog;
    boolean ended;

    SensorTally(String id, SensorKind kind) {
        this.id = id;
        this.kind = kind;
    }

    long withheldTotal() {
        return withheld.values().stream().mapToLong(Long::longValue).sum();
    }

    SensorFigures figures() {
        return new SensorFigures(
                id,
                kind == SensorKind.CAMERA ? "video" : "audio",
                released + withheldTotal(),
                released,
                Map.copyOf(withheld),
                chunksAtFog,
                epochsAtFog.values().stream().mapToLong(SequenceLedger::gaps).sum(),
                epochsAtFog.values().stream()
                        .mapToLong(SequenceLedger::duplicates)
                        .sum(),
                new SensorFigures.Latency(
                        latencyMillis.getTotalCount(),
                        latencyMillis.getTotalCount() == 0 ? null : latencyMillis.getValueAtPercentile(50),
                        latencyMillis.getTotalCount() == 0 ? null : latencyMillis.getValueAtPercentile(99),
                        latencyMillis.getTotalCount() == 0 ? null : latencyMillis.getMaxValue()),
                rawRecords,
                rawBytes,
                bytesAtFog,
                ended);
    }
}
