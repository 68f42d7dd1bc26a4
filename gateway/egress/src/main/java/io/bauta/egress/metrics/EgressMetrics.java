/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.metrics;

import io.bauta.contracts.Topic;
import io.bauta.egress.door.RefusalReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Every metric of egress: name, labels, help. Thread-safe. */
public final class EgressMetrics {
    public static final String FORWARDED = "bauta_egress_forwarded";
    public static final String FORWARDED_BYTES = "bauta_egress_forwarded_bytes";
    public static final String REFUSED = "bauta_egress_refused";
    public static final String DUPLICATES = "bauta_egress_duplicates";
    public static final String GAPS = "bauta_egress_gaps";
    public static final String EXPIRED = "bauta_egress_expired";
    public static final String ALREADY_ARRIVED = "bauta_egress_already_arrived";
    public static final String CROSSINGS = "bauta_egress_crossings";
    public static final String SINCE_CAPTURE = "bauta_egress_since_capture";
    public static final String IN_FLIGHT_BYTES = "bauta_egress_in_flight_bytes";
    public static final String LAG = "bauta_egress_lag_records";
    public static final String UPLINK_UP = "bauta_egress_uplink_up";

    private static final String TOPIC = "topic";

    private final MeterRegistry registry;
    private final AtomicLong inFlightBytes = new AtomicLong();
    private final AtomicLong lag = new AtomicLong();
    private final AtomicBoolean uplinkUp = new AtomicBoolean();
    private final Map<String, Long> expiredUpTo = new ConcurrentHashMap<>();
    private final Timer sinceCapture;

    public EgressMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder(IN_FLIGHT_BYTES, inFlightBytes, AtomicLong::doubleValue)
                .description("Bytes sent to the fog and not yet acknowledged")
                .register(registry);
        Gauge.builder(LAG, lag, AtomicLong::doubleValue)
                .description("Records (with markers of transactions) on the edge broker not yet settled")
                .register(registry);
        Gauge.builder(UPLINK_UP, uplinkUp, up -> up.get() ? 1 : 0)
                .description("1 while the fog broker answers")
                .register(registry);
        sinceCapture = Timer.builder(SINCE_CAPTURE)
                .description("Capture of a chunk's first frame or sample to its acknowledgement by the fog")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        crossings();
        Topic.crossingTheDoor().stream().map(Topic::topicName).forEach(this::begin);
    }

    /** Shows a topic's counters before there is anything to count: alarms see a counter rise, not appear. */
    private void begin(String topic) {
        Arrays.stream(RefusalReason.values()).forEach(reason -> refusedOf(topic, reason));
        forwardedOf(topic);
        forwardedBytesOf(topic);
        duplicatesOf(topic);
        gapsOf(topic);
        expiredOf(topic);
        alreadyArrivedOf(topic);
    }

    public void forwarded(Topic topic, long bytes, Duration since) {
        forwardedOf(topic.topicName()).increment();
        forwardedBytesOf(topic.topicName()).increment((double) bytes);
        sinceCapture.record(since.isNegative() ? Duration.ZERO : since);
    }

    public void refused(String topic, RefusalReason reason) {
        refusedOf(topic, reason).increment();
    }

    public void duplicate(Topic topic) {
        duplicatesOf(topic.topicName()).increment();
    }

    public void gap(Topic topic, long missing) {
        gapsOf(topic.topicName()).increment((double) missing);
    }

    /**
     * Counts the offsets {@code from} until before {@code to} of a partition, each once however often it is told: a door
     * whose uplink is away meets the same loss at every try.
     *
     * @return how many of them were new
     */
    public long expired(String topic, int partition, long from, long to) {
        long begin = Math.max(from, expiredUpTo.getOrDefault(topic + "/" + partition, 0L));
        expiredUpTo.merge(topic + "/" + partition, to, Math::max);
        long more = Math.max(0, to - begin);
        expiredOf(topic).increment((double) more);
        return more;
    }

    public void alreadyArrived(Topic topic) {
        alreadyArrivedOf(topic.topicName()).increment();
    }

    public void crossingOpened() {
        crossings().increment();
    }

    public void inFlight(long bytes) {
        inFlightBytes.set(bytes);
    }

    public void lag(long records) {
        lag.set(records);
    }

    public void uplink(boolean up) {
        uplinkUp.set(up);
    }

    /** Records refused since the start, all topics and reasons. */
    public long refusedInAll() {
        return Math.round(registry.find(REFUSED).counters().stream()
                .mapToDouble(Counter::count)
                .sum());
    }

    public long lag() {
        return lag.get();
    }

    private Counter refusedOf(String topic, RefusalReason reason) {
        return Counter.builder(REFUSED)
                .description("Records quarantined on the edge")
                .tag(TOPIC, topic)
                .tag("reason", reason.label())
                .register(registry);
    }

    private Counter crossings() {
        return Counter.builder(CROSSINGS)
                .description("Times the way between the brokers was opened")
                .register(registry);
    }

    private Counter forwardedOf(String topic) {
        return counter(FORWARDED, "Records the fog acknowledged", topic);
    }

    private Counter forwardedBytesOf(String topic) {
        return counter(FORWARDED_BYTES, "Bytes of values the fog acknowledged", topic);
    }

    private Counter duplicatesOf(String topic) {
        return counter(DUPLICATES, "Records dropped because their number was seen before", topic);
    }

    private Counter alreadyArrivedOf(String topic) {
        return counter(ALREADY_ARRIVED, "Records not sent again after a restart", topic);
    }

    private Counter gapsOf(String topic) {
        return counter(GAPS, "Numbers missing from sensors' sequences, lost before the door", topic);
    }

    private Counter expiredOf(String topic) {
        return counter(
                EXPIRED,
                "Offsets (records and markers of transactions) that the edge's retention took before they could leave",
                topic);
    }

    private Counter counter(String name, String help, String topic) {
        return Counter.builder(name).description(help).tag(TOPIC, topic).register(registry);
    }
}
