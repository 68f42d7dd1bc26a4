/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.window;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.SensorId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/**
 * One sensor being measured. A chunk is done with only when every window it has a part in is published, so that a
 * restart reads again all that an open window needs. Thread-safe: one chunk at a time.
 *
 * <p>The records are numbered on from the newest one published; where none is, the epoch is the first window's start in
 * milliseconds.
 */
final class MeasuredSensor<W> {
    private final SensorId sensor;
    private final Meter<W> meter;
    private final Function<W, Instant> startOf;
    private final WindowSink<W> sink;
    private final InstantSource clock;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long epoch = -1;
    private long nextSequence;
    private Instant lastChunk;

    MeasuredSensor(
            SensorId sensor,
            Meter<W> meter,
            Resume resume,
            Function<W, Instant> startOf,
            WindowSink<W> sink,
            InstantSource clock) {
        this.sensor = sensor;
        this.meter = meter;
        this.startOf = startOf;
        this.sink = sink;
        this.clock = clock;
        this.lastChunk = clock.instant();
        resume.last().ifPresent(published -> {
            epoch = published.epoch();
            nextSequence = published.sequence() + 1;
        });
    }

    synchronized Meter.Reading take(Envelope envelope, byte[] media, Runnable done) {
        lastChunk = clock.instant();
        Meter.Measured<W> measured = meter.add(envelope, media);
        waiting.add(new Waiting(measured.end(), done));
        publish(measured.closed());
        return measured.reading();
    }

    /** Publishes what is open if nothing came for as long as {@code idle}. */
    synchronized void closeIfIdle(Duration idle) {
        if (!waiting.isEmpty() && lastChunk.plus(idle).isBefore(clock.instant())) {
            publish(meter.closeOpen());
        }
    }

    private void publish(List<W> closed) {
        for (W window : closed) {
            Instant start = startOf.apply(window);
            if (epoch < 0) {
                epoch = Math.max(0, start.toEpochMilli());
            }
            sink.publish(sensor, start, epoch, nextSequence, window);
            nextSequence++;
        }
        while (!waiting.isEmpty() && waiting.peek().end().isBefore(meter.closedBefore())) {
            waiting.remove().done().run();
        }
    }

    /**
     * @param end last instant the chunk has a part in
     * @param done tells the broker that the chunk need not be read again
     */
    private record Waiting(Instant end, Runnable done) {}
}
