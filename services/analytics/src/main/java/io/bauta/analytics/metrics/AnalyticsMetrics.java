/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.metrics;

import io.bauta.analytics.window.Meter;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.analytics.FlowWindow;
import io.bauta.contracts.analytics.SoundWindow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Every metric of analytics: names, labels, help. */
@Singleton
public class AnalyticsMetrics {
    static final String CHUNKS = "bauta_analytics_chunks";
    static final String REFUSED = "bauta_analytics_refused";
    static final String WINDOWS = "bauta_analytics_windows";
    static final String SENSORS = "bauta_analytics_sensors";
    static final String MOTION = "bauta_analytics_motion_level";
    static final String FRAME_RATE = "bauta_analytics_frames_per_second";
    static final String SOUND = "bauta_analytics_sound_level_dbfs";
    static final String PEAK = "bauta_analytics_sound_peak_dbfs";
    /** For so long the newest window tells how it is now; windows are of seconds. */
    static final Duration NOW = Duration.ofSeconds(30);

    private static final String PUBLISHED = "published";
    private static final String LOST = "lost";
    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<Place, Figure> newest = new ConcurrentHashMap<>();

    @Inject
    public AnalyticsMetrics(MeterRegistry registry) {
        this(registry, InstantSource.system());
    }

    AnalyticsMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        // There from the start: alarms see a counter rise, not appear.
        for (Topic topic : List.of(Topic.ANON_VIDEO, Topic.ANON_AUDIO)) {
            Arrays.stream(Meter.Reading.values()).forEach(reading -> chunks(topic, reading));
            Arrays.stream(Refusal.values()).forEach(why -> refusals(topic.topicName(), why));
        }
        for (Topic topic : List.of(Topic.ANALYTICS_FLOW, Topic.ANALYTICS_SOUND)) {
            windows(topic, PUBLISHED);
            windows(topic, LOST);
        }
    }

    /** A chunk was read; says what became of it. */
    public void chunk(Topic topic, Meter.Reading reading) {
        chunks(topic, reading).increment();
    }

    /** A record was not taken at all. */
    public void refused(String topic, Refusal why) {
        refusals(topic, why).increment();
    }

    /** A window of a camera was published. */
    public void flow(SensorId sensor, FlowWindow window) {
        windows(Topic.ANALYTICS_FLOW, PUBLISHED).increment();
        show(
                MOTION,
                "How much moves now, 0 (still) to 1; NaN where no window came for 30 s",
                sensor,
                window.motionLevel());
        show(FRAME_RATE, "Pictures a second now; NaN where no window came for 30 s", sensor, window.framesPerSecond());
    }

    /** A window of a microphone was published. */
    public void sound(SensorId sensor, SoundWindow window) {
        windows(Topic.ANALYTICS_SOUND, PUBLISHED).increment();
        show(
                SOUND,
                "How loud it is now, below full scale, -120 for digital silence; NaN where no window came for 30 s",
                sensor,
                window.levelDbfs());
        show(PEAK, "The loudest sample of the newest window; NaN where none came for 30 s", sensor, window.peakDbfs());
    }

    /** A window could not be published. */
    public void windowLost(Topic topic) {
        windows(topic, LOST).increment();
    }

    /** Shows how many sensors are measured. */
    public void sensors(Topic topic, Supplier<Number> count) {
        Gauge.builder(SENSORS, count)
                .description("Sensors measured by this process")
                .tag("topic", topic.topicName())
                .register(registry);
    }

    private void show(String name, String help, SensorId sensor, double value) {
        Place place = new Place(name, sensor);
        if (newest.put(place, new Figure(value, clock.instant())) == null) {
            Gauge.builder(name, () -> now(place))
                    .description(help)
                    .tag("sensor", sensor.value())
                    .register(registry);
        }
    }

    private double now(Place place) {
        Figure figure = newest.get(place);
        return figure.since().isBefore(clock.instant().minus(NOW)) ? Double.NaN : figure.value();
    }

    private Counter chunks(Topic topic, Meter.Reading reading) {
        return Counter.builder(CHUNKS)
                .description("Anonymised chunks read, by what became of them")
                .tag("topic", topic.topicName())
                .tag("result", label(reading))
                .register(registry);
    }

    private Counter refusals(String topic, Refusal why) {
        return Counter.builder(REFUSED)
                .description("Records that were skipped unread, by reason")
                .tag("topic", topic)
                .tag("reason", label(why))
                .register(registry);
    }

    private Counter windows(Topic topic, String result) {
        return Counter.builder(WINDOWS)
                .description("Windows, by whether they were published")
                .tag("topic", topic.topicName())
                .tag("result", result)
                .register(registry);
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

    /** Where a figure belongs. */
    private record Place(String name, SensorId sensor) {}

    /** What the newest window says, and when it was published. */
    private record Figure(double value, Instant since) {}
}
