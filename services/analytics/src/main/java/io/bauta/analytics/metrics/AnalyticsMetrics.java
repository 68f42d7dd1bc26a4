/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.metrics;

import io.bauta.analytics.window.Meter;
import io.bauta.contracts.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.Supplier;

/** Every metric of analytics: names, labels, help. */
@Singleton
public class AnalyticsMetrics {
    static final String CHUNKS = "bauta_analytics_chunks";
    static final String REFUSED = "bauta_analytics_refused";
    static final String WINDOWS = "bauta_analytics_windows";
    static final String SENSORS = "bauta_analytics_sensors";
    private final MeterRegistry registry;

    public AnalyticsMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A chunk was read; says what became of it. */
    public void chunk(Topic topic, Meter.Reading reading) {
        count(CHUNKS, "Anonymised chunks read, by what became of them", topic, label(reading));
    }

    /** A record was not taken at all. */
    public void refused(String topic, Refusal why) {
        Counter.builder(REFUSED)
                .description("Records that were skipped unread, by reason")
                .tag("topic", topic)
                .tag("reason", label(why))
                .register(registry)
                .increment();
    }

    /** A window was published. */
    public void window(Topic topic) {
        count(WINDOWS, "Windows published", topic, "published");
    }

    /** A window could not be published. */
    public void windowLost(Topic topic) {
        count(WINDOWS, "Windows published", topic, "lost");
    }

    /** Shows how many sensors are measured. */
    public void sensors(Topic topic, Supplier<Number> count) {
        Gauge.builder(SENSORS, count)
                .description("Sensors measured by this process")
                .tag("topic", topic.topicName())
                .register(registry);
    }

    private void count(String name, String help, Topic topic, String result) {
        Counter.builder(name)
                .description(help)
                .tag("topic", topic.topicName())
                .tag("result", result)
                .register(registry)
                .increment();
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Why a record was skipped unread. */
    public enum Refusal {
        MALFORMED_ENVELOPE,
        TIME_AHEAD,
        INTERNAL_ERROR
    }
}
