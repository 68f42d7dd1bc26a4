/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.window;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.SensorId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * All sensors of one kind that this process measures. Thread-safe; the chunks of one sensor must come in order.
 *
 * @param <W> the windows it makes
 */
public final class Measurement<W> {
    private final BiFunction<SensorId, Instant, Meter<W>> meters;
    private final Function<W, Instant> startOf;
    private final Function<SensorId, Resume> resumes;
    private final WindowSink<W> sink;
    private final InstantSource clock;
    private final Map<SensorId, Assigned<W>> sensors = new ConcurrentHashMap<>();

    /**
     * @param meters makes a meter for a sensor whose windows before an instant are published
     * @param startOf reads the start of a window
     * @param resumes finds where a sensor's windows go on
     * @param sink takes the windows
     * @param clock tells whether a sensor is idle
     */
    public Measurement(
            BiFunction<SensorId, Instant, Meter<W>> meters,
            Function<W, Instant> startOf,
            Function<SensorId, Resume> resumes,
            WindowSink<W> sink,
            InstantSource clock) {
        this.meters = meters;
        this.startOf = startOf;
        this.resumes = resumes;
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * Measures a chunk and publishes the windows it closes.
     *
     * @param partition what the chunk was read from
     * @param done run once every window that the chunk has a part in is published
     */
    public Meter.Reading take(Envelope envelope, byte[] media, int partition, Runnable done) {
        return sensors.computeIfAbsent(envelope.sensor(), sensor -> new Assigned<>(partition, sensor(sensor)))
                .sensor()
                .take(envelope, media, done);
    }

    /** Publishes the open windows of sensors of which nothing came for as long as {@code idle}. */
    public void closeIdle(Duration idle) {
        sensors.values().forEach(assigned -> assigned.sensor().closeIfIdle(idle));
    }

    /** Forgets the sensors of partitions that another instance measures from now on; it reads the open windows again. */
    public void forget(Set<Integer> partitions) {
        sensors.values().removeIf(assigned -> partitions.contains(assigned.partition()));
    }

    public int sensors() {
        return sensors.size();
    }

    private MeasuredSensor<W> sensor(SensorId sensor) {
        Resume resume = resumes.apply(sensor);
        return new MeasuredSensor<>(sensor, meters.apply(sensor, resume.closedBefore()), resume, startOf, sink, clock);
    }

    private record Assigned<W>(int partition, MeasuredSensor<W> sensor) {}
}
