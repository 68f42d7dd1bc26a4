/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.Level;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.videoanonymiser.chunk.OpenChunk;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChunkCountsTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = START.plusMillis(600);
    private final ChunkCounts counts = new ChunkCounts(registry, new SensorId("gate"), Level.PUBLIC, () -> now);

    @Test
    void whatIsReleasedIsCountedAndTimed() {
        counts.released(facts(List.of("faces:solid"), Map.of("head", 3)), 900);
        counts.released(facts(List.of("faces:solid", OpenChunk.COPIED), Map.of()), 100);

        assertThat(count(ChunkCounts.RELEASED)).isEqualTo(2);
        assertThat(count(ChunkCounts.COPIED)).isEqualTo(1);
        assertThat(count(ChunkCounts.FRAMES)).isEqualTo(24);
        assertThat(count(ChunkCounts.BYTES)).isEqualTo(1000);
        assertThat(registry.get(ChunkCounts.LATENCY).timer().mean(TimeUnit.MILLISECONDS))
                .isEqualTo(600);
    }

    @Test
    void theNewestChunkSaysHowManyThereAreUntilItIsOld() {
        counts.show("head");
        assertThat(heads()).isNaN();

        counts.released(facts(List.of(), Map.of("head", 3)), 900);
        assertThat(heads()).isEqualTo(3);
        counts.released(facts(List.of(), Map.of()), 900);
        assertThat(heads()).isZero();

        now = now.plus(ChunkCounts.NOW).plusMillis(1);
        assertThat(heads()).isNaN();
    }

    @Test
    void alarmsFindTheirSeriesBeforeAnythingWentWrong() {
        assertThat(registry.get(ChunkCounts.WITHHELD).counters())
                .hasSameSizeAs(WithheldReason.values())
                .allMatch(counter -> counter.count() == 0);

        counts.withheld(WithheldReason.TIMED_OUT);

        assertThat(registry.get(ChunkCounts.WITHHELD)
                        .tag("reason", "timed-out")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private double count(String name) {
        return registry.get(name).counter().count();
    }

    private double heads() {
        return registry.get(ChunkCounts.REGIONS).tag("kind", "head").gauge().value();
    }

    private static ChunkFacts facts(List<String> methods, Map<String, Integer> regions) {
        return new ChunkFacts(START, Duration.ofMillis(500), 12, methods, false, regions, Map.of());
    }
}
