/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.metrics;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.raw.machine.AnonymiserMachine;
import io.bauta.raw.machine.LaneLoad;
import io.bauta.raw.machine.MachineListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Every metric of the audio anonymiser; the same names mean the same in all anonymisers. Labels are {@code sensor} and
 * {@code reason}. Thread-safe.
 */
public final class AudioAnonymiserMetrics implements MachineListener {
    private static final String PREFIX = "bauta_anonymiser_";
    private static final String SENSOR = "sensor";
    private static final String REASON = "reason";
    private static final String SILENCED_FRAME = "silenced-frame";

    private final MeterRegistry registry;
    private final InstantSource clock;

    public AudioAnonymiserMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Shows the machine's state from now on.
     *
     * @param microphones declared at this node
     */
    public void bind(AnonymiserMachine machine, List<SensorId> microphones) {
        Gauge.builder(PREFIX + "running", machine, asked -> asked.running() ? 1 : 0)
                .description("1 while connected to the edge broker with all partitions assigned")
                .register(registry);
        for (SensorId microphone : microphones) {
            waiting("waiting_records", "Raw records not yet taken", machine, microphone, LaneLoad::waitingRecords);
            waiting("waiting_bytes", "Raw bytes not yet taken", machine, microphone, LaneLoad::waitingBytes);
        }
    }

    private void waiting(
            String name, String help, AnonymiserMachine machine, SensorId sensor, ToDoubleFunction<LaneLoad> value) {
        Gauge.builder(PREFIX + name, machine, asked -> asked.load().stream()
                        .filter(lane -> lane.sensor().equals(sensor))
                        .mapToDouble(value)
                        .sum())
                .description(help)
                .tag(SENSOR, sensor.value())
                .register(registry);
    }

    @Override
    public void released(SensorId sensor, ChunkFacts facts, int bytes) {
        counter("chunks_released", "Chunks on the anon topic", SENSOR, sensor.value())
                .increment();
        counter("released_bytes", "Size of the chunks on the anon topic", SENSOR, sensor.value())
                .increment(bytes);
        if (facts.weak()) {
            counter("chunks_weak", "Released chunks made by a method known to be attackable", SENSOR, sensor.value())
                    .increment();
        }
        int silenced = facts.regions().getOrDefault(SILENCED_FRAME, 0);
        if (silenced > 0) {
            counter("silenced_frames", "Analysis frames that could only be silenced", SENSOR, sensor.value())
                    .increment(silenced);
        }
        latency(sensor, facts);
    }

    private void latency(SensorId sensor, ChunkFacts facts) {
        Instant end = facts.start().plus(facts.duration());
        Duration latency = Duration.between(end, clock.instant());
        Timer.builder(PREFIX + "latency")
                .description("From the capture of a chunk's last sample to its commit on the anon topic")
                .tag(SENSOR, sensor.value())
                .register(registry)
                .record(latency.isNegative() ? Duration.ZERO : latency);
    }

    @Override
    public void withheld(SensorId sensor, WithheldReason reason, ChunkFacts facts) {
        counter("chunks_withheld", "Chunks held back, by reason", SENSOR, sensor.value(), REASON, reason.label())
                .increment();
    }

    @Override
    public void unattributable(WithheldReason reason) {
        counter("unattributable", "Raw records of no known sensor, held back", REASON, reason.label())
                .increment();
    }

    @Override
    public void interrupted(String why) {
        counter("interruptions", "Times the work broke off and began again from the last commit")
                .increment();
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder(PREFIX + name).description(help).tags(labels).register(registry);
    }
}
