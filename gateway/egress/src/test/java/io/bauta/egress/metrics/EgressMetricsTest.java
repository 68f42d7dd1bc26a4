/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.Topic;
import io.bauta.egress.door.RefusalReason;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EgressMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EgressMetrics metrics = new EgressMetrics(registry);

    @Test
    void offsetsLostAreCountedOnceHoweverOftenTheyAreTold() {
        assertThat(metrics.expired("anon.video.v1", 0, 10, 30)).isEqualTo(20);
        assertThat(metrics.expired("anon.video.v1", 0, 10, 30)).isZero();
        assertThat(metrics.expired("anon.video.v1", 0, 10, 35)).isEqualTo(5);
        assertThat(metrics.expired("anon.video.v1", 1, 10, 30)).isEqualTo(20);
        assertThat(metrics.expired("anon.video.v1", 0, 50, 60)).isEqualTo(10);

        assertThat(count(EgressMetrics.EXPIRED)).isEqualTo(55);
    }

    @Test
    void whatWasRefusedIsSummedOverTopicsAndReasons() {
        metrics.refused("anon.video.v1", RefusalReason.DIGEST_DIFFERS);
        metrics.refused("anon.audio.v1", RefusalReason.MALFORMED);

        assertThat(metrics.refusedInAll()).isEqualTo(2);
    }

    @Test
    void aClockThatRunsAheadMakesNoNegativeLatency() {
        metrics.forwarded(Topic.ANON_VIDEO, 100, Duration.ofMillis(-5));
        metrics.forwarded(Topic.ANON_VIDEO, 50, Duration.ofMillis(20));

        Timer latency = registry.get(EgressMetrics.SINCE_CAPTURE).timer();
        assertThat(latency.count()).isEqualTo(2);
        assertThat(latency.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20);
        assertThat(count(EgressMetrics.FORWARDED_BYTES)).isEqualTo(150);
    }

    @Test
    void alarmsFindTheirSeriesBeforeAnythingWentWrong() {
        assertThat(registry.find(EgressMetrics.REFUSED).counters())
                .hasSize(Topic.crossingTheDoor().size() * RefusalReason.values().length);
        assertThat(registry.find(EgressMetrics.GAPS).counters()).hasSameSizeAs(Topic.crossingTheDoor());
        assertThat(registry.find(EgressMetrics.EXPIRED).counters()).hasSameSizeAs(Topic.crossingTheDoor());
        assertThat(registry.find(EgressMetrics.FORWARDED).counters()).hasSameSizeAs(Topic.crossingTheDoor());
        assertThat(count(EgressMetrics.CROSSINGS)).isZero();
    }

    private double count(String metric) {
        return registry.find(metric).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
