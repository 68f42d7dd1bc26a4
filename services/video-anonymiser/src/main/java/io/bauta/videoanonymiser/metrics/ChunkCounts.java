/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.metrics;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.Level;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.videoanonymiser.chunk.OpenChunk;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of one camera's chunks at one level: names, labels, help. Every counter is there from the start, for a rate
 * sees one rise, not appear. Thread-safe.
 */
final class ChunkCounts {
    static final String RELEASED = "bauta_chunks_released";
    static final String COPIED = "bauta_chunks_copied";
    static final String WITHHELD = "bauta_chunks_withheld";
    static final String FRAMES = "bauta_frames";
    static final String BYTES = "bauta_chunk_bytes";
    static final String LATENCY = "bauta_chunk_latency";
    static final String REGIONS = "bauta_chunk_regions";
    /** For so long the newest chunk tells how many there are; chunks are of half a second. */
    static final Duration NOW = Duration.ofSeconds(10);

    private final MeterRegistry registry;
    private final Tags release;
    private final InstantSource clock;
    private final Counter released;
    private final Counter copied;
    private final Counter frames;
    private final Counter bytes;
    private final Timer latency;
    private final Map<WithheldReason, Counter> withheld = new EnumMap<>(WithheldReason.class);
    private volatile Covered newest = new Covered(Instant.MIN, Map.of());

    ChunkCounts(MeterRegistry registry, SensorId sensor, Level level, InstantSource clock) {
        this.registry = registry;
        this.release = Tags.of("sensor", sensor.value(), "level", level.label());
        this.clock = clock;
        released = counter(RELEASED, "Chunks released");
        copied = counter(COPIED, "Chunks released as the camera encoded them, for nobody was found in them");
        frames = counter(FRAMES, "Pictures made anonymous and released");
        bytes = counter(BYTES, "Bytes released");
        latency = Timer.builder(LATENCY)
                .description("From the capture of a chunk's first picture to its commit on the anon topic")
                .tags(release)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        for (WithheldReason reason : WithheldReason.values()) {
            withheld.put(
                    reason,
                    Counter.builder(WITHHELD)
                            .description("Chunks withheld, by reason")
                            .tags(release)
                            .tag("reason", reason.label())
                            .register(registry));
        }
    }

    /** Shows how many of a kind there are from now on, also while there is none. */
    void show(String kind) {
        Gauge.builder(REGIONS, () -> newest.of(kind, clock.instant()))
                .description("Things covered in the newest chunk released, by kind; NaN once it is ten seconds old")
                .tags(release)
                .tag("kind", kind)
                .register(registry);
    }

    void released(ChunkFacts facts, int size) {
        Instant now = clock.instant();
        released.increment();
        if (facts.methods().contains(OpenChunk.COPIED)) {
            copied.increment();
        }
        frames.increment((double) facts.frames());
        bytes.increment(size);
        latency.record(Duration.between(facts.start(), now));
        newest = new Covered(now, facts.regions());
        facts.regions().keySet().forEach(this::show);
    }

    void withheld(WithheldReason reason) {
        withheld.get(reason).increment();
    }

    private Counter counter(String name, String help) {
        return Counter.builder(name).description(help).tags(release).register(registry);
    }

    /** What was covered in a chunk, and when that was released. */
    private record Covered(Instant since, Map<String, Integer> regions) {
        double of(String kind, Instant now) {
            return since.isBefore(now.minus(NOW)) ? Double.NaN : regions.getOrDefault(kind, 0);
        }
    }
}
