/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.WithheldReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AudioAnonymiserMetricsTest {
    private static final SensorId MICROPHONE = new SensorId("market-sound");
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AudioAnonymiserMetrics metrics = new AudioAnonymiserMetrics(registry, () -> START.plusMillis(700));

    @Test
    void whatIsReleasedAndWhatIsWithheldAreCountedAndTimed() {
        metrics.released(MICROPHONE, facts(Map.of("silenced-frame", 3, "speech-millis", 480)), 1000);
        metrics.released(MICROPHONE, facts(Map.of()), 500);
        metrics.withheld(MICROPHONE, WithheldReason.TIMED_OUT, facts(Map.of()));

        assertThat(count(AudioAnonymiserMetrics.RELEASED)).isEqualTo(2);
        assertThat(count(AudioAnonymiserMetrics.BYTES)).isEqualTo(1500);
        assertThat(count(AudioAnonymiserMetrics.SILENCED)).isEqualTo(3);
        assertThat(count(AudioAnonymiserMetrics.SPEECH)).isEqualTo(0.48);
        assertThat(registry.get(AudioAnonymiserMetrics.WITHHELD)
                        .tag("sensor", "market-sound")
                        .tag("reason", "timed-out")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get(AudioAnonymiserMetrics.LATENCY).timer().mean(TimeUnit.MILLISECONDS))
                .isEqualTo(700);
    }

    @Test
    void whatHappensToTheMachineIsCounted() {
        metrics.interrupted("the broker went away");
        metrics.checkpointTooLarge(70_000);
        metrics.unattributable(WithheldReason.MALFORMED_RECORD);

        assertThat(count(AudioAnonymiserMetrics.INTERRUPTIONS)).isEqualTo(1);
        assertThat(count(AudioAnonymiserMetrics.CHECKPOINT_TOO_LARGE)).isEqualTo(1);
        assertThat(count(AudioAnonymiserMetrics.UNATTRIBUTABLE)).isEqualTo(1);
    }

    @Test
    void alarmsFindTheirSeriesBeforeAnythingWentWrong() {
        metrics.begin(MICROPHONE);

        assertThat(count(AudioAnonymiserMetrics.RELEASED)).isZero();
        assertThat(registry.get(AudioAnonymiserMetrics.WITHHELD).counters())
                .hasSameSizeAs(WithheldReason.values())
                .allMatch(counter -> counter.count() == 0);
        assertThat(count(AudioAnonymiserMetrics.INTERRUPTIONS)).isZero();
        assertThat(count(AudioAnonymiserMetrics.CHECKPOINT_TOO_LARGE)).isZero();
    }

    private double count(String name) {
        return registry.get(name).counter().count();
    }

    private static ChunkFacts facts(Map<String, Integer> regions) {
        return new ChunkFacts(
                START, Duration.ofMillis(500), 8000, List.of("voice:weak.mcadams"), true, regions, Map.of());
    }
}
