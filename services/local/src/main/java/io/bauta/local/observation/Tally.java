/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.observation;

import io.bauta.contracts.site.SensorDeclaration;
import io.bauta.contracts.site.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what the observers see, per sensor. Records of sensors that the site does not declare are passed over.
 * Thread-safe.
 */
public final class Tally {
    /** Clocks of two threads may differ by a little; nothing arrives before it was captured. */
    private static final long LEAST_LATENCY_MILLIS = 0;

    private final Map<String, SensorTally> sensors = new LinkedHashMap<>();
    private final boolean fromTheBeginning;
    private Optional<Instant> firstReleased = Optional.empty();
    private long changes;

    /** @param fromTheBeginning whether every epoch is seen from its first chunk on */
    public Tally(Site site, boolean fromTheBeginning) {
        this.fromTheBeginning = fromTheBeginning;
        for (SensorDeclaration sensor : site.sensors()) {
            String id = sensor.id().value();
            sensors.put(id, new SensorTally(id, sensor.kind()));
        }
    }

    /** A raw record of a sensor on the edge. Its media are not looked at. */
    public synchronized void rawArrived(String sensor, int bytes, boolean endOfStream) {
        SensorTally tally = sensors.get(sensor);
        if (tally != null) {
            tally.rawRecords += endOfStream ? 0 : 1;
            tally.rawBytes += bytes;
            tally.ended = endOfStream;
            changes++;
        }
    }

    /** A statement about a chunk, on the edge. */
    public synchronized void stated(String sensor, Optional<String> withheldReason, Instant now) {
        SensorTally tally = sensors.get(sensor);
        if (tally == null) {
            return;
        }
        changes++;
        withheldReason.ifPresentOrElse(reason -> tally.withheld.merge(reason, 1L, Long::sum), () -> {
            tally.released++;
            firstReleased = firstReleased.or(() -> Optional.of(now));
        });
    }

    /** An anonymised chunk on the fog broker. */
    public synchronized void arrivedAtFog(
            String sensor, long epoch, long sequence, Instant captured, Instant now, int bytes) {
        SensorTally tally = sensors.get(sensor);
        if (tally == null) {
            return;
        }
        changes++;
        tally.chunksAtFog++;
        tally.bytesAtFog += bytes;
        tally.epochsAtFog
                .computeIfAbsent(epoch, unused -> new SequenceLedger(fromTheBeginning ? 0 : sequence))
                .arrived(sequence);
        tally.latencyMillis.recordValue(
                Math.max(LEAST_LATENCY_MILLIS, Duration.between(captured, now).toMillis()));
    }

    /** A statement on the fog broker. */
    public synchronized void statementAtFog(String sensor) {
        SensorTally tally = sensors.get(sensor);
        if (tally != null) {
            tally.statementsAtFog++;
            changes++;
        }
    }

    /** Something else happened on the fog broker, which only says that there is life. */
    public synchronized void stirred() {
        changes++;
    }

    /** Whether every source has come to its end. */
    public synchronized boolean allEnded() {
        return sensors.values().stream().allMatch(sensor -> sensor.ended);
    }

    /** Whether everything stated on the edge has arrived on the fog. */
    public synchronized boolean fogHasCaughtUp() {
        return sensors.values().stream()
                .allMatch(sensor -> sensor.chunksAtFog >= sensor.released
                        && sensor.statementsAtFog >= sensor.released + sensor.withheldTotal());
    }

    /** When the first released chunk was seen on the edge. */
    public synchronized Optional<Instant> firstReleased() {
        return firstReleased;
    }

    /** Grows with every record seen, so that a standstill can be told. */
    public synchronized long changes() {
        return changes;
    }

    public synchronized List<SensorFigures> figures() {
        return sensors.values().stream().map(SensorTally::figures).toList();
    }

    /** Forgets latencies so far, so that a measurement leaves the start out. */
    public synchronized void forgetLatencies() {
        sensors.values().forEach(sensor -> sensor.latencyMillis.reset());
    }
}
