/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.metrics;

import io.bauta.contracts.Topic;
import io.bauta.partner.board.Kind;
import io.bauta.partner.board.SensorState;
import io.bauta.partner.events.EventKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;

/** Every metric of the partner gateway: names, labels, help. */
@Singleton
public class PartnerMetrics {
    static final String RECORDS = "bauta_partner_records";
    static final String REFUSED = "bauta_partner_refused";
    static final String LATENCY = "bauta_partner_latency";
    static final String EVENTS = "bauta_partner_events";
    static final String SENSORS = "bauta_partner_sensors";
    static final String RAW_TOPICS = "bauta_partner_raw_topics";
    static final String VIEWERS = "bauta_partner_viewers";
    /** What is read from the fog. */
    private static final List<Topic> READ = List.of(
            Topic.ANON_VIDEO, Topic.ANON_AUDIO, Topic.AUDIT_PROVENANCE, Topic.ANALYTICS_FLOW, Topic.ANALYTICS_SOUND);

    private final MeterRegistry registry;

    public PartnerMetrics(MeterRegistry registry) {
        this.registry = registry;
        // There from the start: alarms see a counter rise, not appear.
        for (Topic topic : READ) {
            records(topic);
            Arrays.stream(Refusal.values()).forEach(why -> refusals(topic.topicName(), why));
        }
        Arrays.stream(EventKind.values()).forEach(this::events);
        latencies(Topic.ANON_VIDEO);
        latencies(Topic.ANON_AUDIO);
    }

    public void record(Topic topic) {
        records(topic).increment();
    }

    /** A record was skipped. */
    public void refused(String topic, Refusal why) {
        refusals(topic, why).increment();
    }

    /** From capture of a chunk's beginning to its arrival here; clocks that disagree count as none. */
    public void latency(Topic topic, Duration latency) {
        latencies(topic).record(latency.isNegative() ? Duration.ZERO : latency);
    }

    public void event(EventKind kind) {
        events(kind).increment();
    }

    /** Shows how many sensors there are, by kind and state. */
    public void sensors(ToDoubleBiFunction<Kind, SensorState> count) {
        for (Kind kind : Kind.values()) {
            for (SensorState state : SensorState.values()) {
                Gauge.builder(SENSORS, () -> count.applyAsDouble(kind, state))
                        .description("Sensors in the picture: live, silent (all is withheld), stale (nothing comes)")
                        .tag("kind", kind.label())
                        .tag("state", state.label())
                        .register(registry);
            }
        }
    }

    public void viewers(Supplier<Number> count) {
        Gauge.builder(VIEWERS, count).description("Live streams being served").register(registry);
    }

    /** Shows how many topics of raw media the fog broker has. */
    public void rawTopics(Supplier<Number> count) {
        Gauge.builder(RAW_TOPICS, count)
                .description(
                        "Topics of raw media on the fog broker: anything but 0 is a breach; NaN while it does not answer")
                .register(registry);
    }

    private Counter records(Topic topic) {
        return Counter.builder(RECORDS)
                .description("Records taken from the fog")
                .tag("topic", topic.topicName())
                .register(registry);
    }

    private Counter refusals(String topic, Refusal why) {
        return Counter.builder(REFUSED)
                .description("Records skipped, by reason")
                .tag("topic", topic)
                .tag("reason", why.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(registry);
    }

    private Timer latencies(Topic topic) {
        return Timer.builder(LATENCY)
                .description("From capture of a chunk's beginning to its arrival at the gateway")
                .tag("topic", topic.topicName())
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    private Counter events(EventKind kind) {
        return Counter.builder(EVENTS)
                .description("Things noticed, by kind, before equal ones are told as one")
                .tag("kind", kind.label())
                .register(registry);
    }

    /** Why a record was skipped. */
    public enum Refusal {
        MALFORMED_ENVELOPE,
        UNREADABLE_VALUE,
        TOO_MANY_SENSORS
    }
}
