/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.analytics.FlowWindow;
import io.bauta.contracts.analytics.SoundWindow;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnalyticsMetricsTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final SensorId GATE = new SensorId("gate");
    private static final SensorId BENCH = new SensorId("bench");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = START;
    private final AnalyticsMetrics metrics = new AnalyticsMetrics(registry, () -> now);

    @Test
    void theNewestWindowSaysHowItIsNow() {
        metrics.flow(GATE, flow(0.02));
        metrics.flow(GATE, flow(0.07));
        metrics.sound(BENCH, new SoundWindow("bench", START, 1, -31, -12, false));

        assertThat(gauge(AnalyticsMetrics.MOTION, GATE)).isEqualTo(0.07);
        assertThat(gauge(AnalyticsMetrics.FRAME_RATE, GATE)).isEqualTo(25);
        assertThat(gauge(AnalyticsMetrics.SOUND, BENCH)).isEqualTo(-31);
        assertThat(gauge(AnalyticsMetrics.PEAK, BENCH)).isEqualTo(-12);
        assertThat(published(Topic.ANALYTICS_FLOW)).isEqualTo(2);
        assertThat(published(Topic.ANALYTICS_SOUND)).isEqualTo(1);
    }

    @Test
    void whatIsOldSaysNothingOfNow() {
        metrics.flow(GATE, flow(0.07));

        now = START.plus(AnalyticsMetrics.NOW).plusSeconds(1);

        assertThat(gauge(AnalyticsMetrics.MOTION, GATE)).isNaN();
    }

    @Test
    void alarmsFindTheirSeriesBeforeAnythingWentWrong() {
        assertThat(registry.get(AnalyticsMetrics.WINDOWS).tag("result", "lost").counters())
                .hasSize(2)
                .allMatch(counter -> counter.count() == 0);
        assertThat(registry.get(AnalyticsMetrics.REFUSED).counters())
                .hasSize(2 * AnalyticsMetrics.Refusal.values().length);
    }

    private double gauge(String name, SensorId sensor) {
        return registry.get(name).tag("sensor", sensor.value()).gauge().value();
    }

    private double published(Topic topic) {
        return registry.get(AnalyticsMetrics.WINDOWS)
                .tag("topic", topic.topicName())
                .tag("result", "published")
                .counter()
                .count();
    }

    private static FlowWindow flow(double motion) {
        return new FlowWindow("gate", START, 1, motion, 25, 25, 0, 0, 320, 180);
    }
}
