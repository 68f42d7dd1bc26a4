/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion;

import io.bauta.contracts.SensorId;
import io.bauta.ingestion.capture.SourceGroup;
import io.bauta.ingestion.capture.SourceRunner;
import io.bauta.ingestion.resume.LastRecord;
import io.bauta.ingestion.resume.Position;
import io.bauta.ingestion.resume.ResumePlan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * What the broker remembers of one source, once it has been asked. Files wait for the answer, cameras do not: their new
 * epoch is the time of day, which is later than any before. Written by the source's thread, read by its delivering one.
 */
final class Recollections implements SourceRunner.Recollection {
    private final SourceGroup group;
    private final CompletableFuture<Map<SensorId, LastRecord>> answer;
    private volatile Map<SensorId, Position> arrived = Map.of();

    Recollections(SourceGroup group, CompletableFuture<Map<SensorId, LastRecord>> answer) {
        this.group = group;
        this.answer = answer;
    }

    @Override
    public ResumePlan plan(String fingerprint) throws InterruptedException {
        try {
            Map<SensorId, LastRecord> known = answer.get();
            ResumePlan plan = ResumePlan.of(fingerprint, group.loop(), ofGroup(known));
            if (plan instanceof ResumePlan.GoOn goOn) {
                arrived = goOn.arrived();
            }
            return plan;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the edge broker's raw topics cannot be read", e.getCause());
        }
    }

    @Override
    public long newestEpoch() {
        return ofGroup(answer.getNow(Map.of())).stream()
                .mapToLong(LastRecord::epoch)
                .max()
                .orElse(0);
    }

    /** What the broker holds of the playing that goes on. */
    Map<SensorId, Position> arrived() {
        return arrived;
    }

    private List<LastRecord> ofGroup(Map<SensorId, LastRecord> known) {
        return group.sensors().stream().map(known::get).filter(Objects::nonNull).toList();
    }
}
