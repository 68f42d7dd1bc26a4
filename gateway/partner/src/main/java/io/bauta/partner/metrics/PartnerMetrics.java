/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.metrics;

import io.bauta.contracts.Topic;
import io.bauta.partner.events.EventKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Every metric of the partner gateway: names, labels, help. */
@Singleton
public class PartnerMetrics {
    static final String RECORDS = "bauta_partner_records";
    static final String REFUSED = "bauta_partner_refused";
    static final String LATENCY = "bauta_partner_latency";
    static final String EVENTS = "bauta_partner_events";
    static final String SENSORS = "bauta_partner_sensors";
    static final String VIEWERS = "bauta_partner_viewers";
    private final MeterRegistry registry;

    public PartnerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    public void record(Topic topic) {
        Counter.builder(RECORDS)
                .description("Records taken from the fog")
                .tag("topic", topic.topicName())
                .register(registry)
                .increment();
    }

    /** A record was skipped. */
    public void refused(String topic, Refusal why) {
        Counter.builder(REFUSED)
                .description("Records skipped, by reason")
                .tag("topic", topic)
                .tag("reason", why.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(registry)
                .increment();
    }

    /** From capture of a chunk's beginning to its arrival here; clocks that disagree count as none. */
    public void latency(Topic topic, Duration latency) {
        Timer.builder(LATENCY)
                .description("From capture of a chunk's beginning to its arrival at the gateway")
                .tag("topic", topic.topicName())
                .publishPercentiles(0.5, 0.99)
                .register(registry)
                .record(latency.isNegative() ? Duration.ZERO : latency);
    }

    public void event(EventKind kind) {
        Counter.builder(EVENTS)
                .description("Things noticed, by kind, before equal ones are told as one")
                .tag("kind", kind.label())
                .register(registry)
                .increment();
    }

    public void sensors(Supplier<Number> count) {
        Gauge.builder(SENSORS, count).description("Sensors in the picture").register(registry);
    }

    public void viewers(Supplier<Number> count) {
        Gauge.builder(VIEWERS, count).description("Live streams being served").register(registry);
    }

    /** Why a record was skipped. */
    public enum Refusal {
        MALFORMED_ENVELOPE,
        UNREADABLE_VALUE,
        TOO_MANY_SENSORS
    }
}
