/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.metrics;

import io.bauta.audioanonymiser.hearing.ApprovedVoice;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.contracts.site.SensorKind;
import io.bauta.contracts.site.Site;
import io.bauta.raw.gate.StartGate;
import io.bauta.raw.machine.AnonymiserMachine;
import io.bauta.raw.machine.LaneLoad;
import io.bauta.raw.machine.MachineListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.ToLongFunction;

/**
 * Every metric of the audio anonymiser: names, labels, help. What the video anonymiser counts too has the same name
 * there. Thread-safe.
 */
public final class AudioAnonymiserMetrics implements MachineListener {
    static final String RELEASED = "bauta_chunks_released";
    static final String WITHHELD = "bauta_chunks_withheld";
    static final String BYTES = "bauta_chunk_bytes";
    static final String LATENCY = "bauta_chunk_latency";
    static final String SILENCED = "bauta_silenced_frames";
    static final String SPEECH = "bauta_speech_seconds";
    static final String VOICE = "bauta_voice_model_info";
    static final String UNATTRIBUTABLE = "bauta_records_unattributable";
    static final String RUNNING = "bauta_machine_running";
    static final String INTERRUPTIONS = "bauta_machine_interruptions";
    static final String CHECKPOINT_TOO_LARGE = "bauta_checkpoint_too_large";
    static final String WAITING_RECORDS = "bauta_lane_waiting_records";
    static final String WAITING_BYTES = "bauta_lane_waiting_bytes";
    static final String WEAK = "bauta_policy_weak";
    private static final String SENSOR = "sensor";
    private static final String REASON = "reason";
    private static final String SILENCED_FRAME = "silenced-frame";
    private static final String SPEECH_MILLIS = "speech-millis";
    private static final double MILLIS_A_SECOND = 1000;

    private final MeterRegistry registry;
    private final InstantSource clock;

    public AudioAnonymiserMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        // There from the start, as all that alarms look at: they see a counter rise, not appear.
        interruptions();
        checkpointsTooLarge();
        unattributables(WithheldReason.MALFORMED_RECORD);
    }

    /** Shows what is asked for rather than counted. */
    public void bind(AnonymiserMachine machine, Site site) {
        Gauge.builder(RUNNING, () -> machine.running() ? 1 : 0)
                .description("1 while all partitions are assigned and microphones are being worked on")
                .register(registry);
        site.sensors().stream()
                .filter(sensor -> sensor.kind() == SensorKind.MICROPHONE)
                .forEach(sensor -> bind(sensor.id(), machine, site));
    }

    /** Which voice model there is. */
    public void bind(ApprovedVoice voice) {
        Gauge.builder(VOICE, () -> voice.isThere() ? 1 : 0)
                .description("1 while the approved voice model is there")
                .tag("sha256", voice.sha256())
                .register(registry);
    }

    private void bind(SensorId sensor, AnonymiserMachine machine, Site site) {
        begin(sensor);
        gauge(
                WAITING_RECORDS,
                "Raw records waiting for the microphone's lane",
                sensor,
                machine,
                LaneLoad::waitingRecords);
        gauge(WAITING_BYTES, "Bytes waiting for the microphone's lane", sensor, machine, LaneLoad::waitingBytes);
        site.policyOf(sensor).ifPresent(policy -> {
            double weak = policy.audio().voice().weak() ? 1 : 0;
            Gauge.builder(WEAK, () -> weak)
                    .description("1 if the microphone's policy leaves something that people could be recognised by")
                    .tag(SENSOR, sensor.value())
                    .tag("policy", policy.reference().toString())
                    .register(registry);
        });
    }

    private void gauge(
            String name, String help, SensorId sensor, AnonymiserMachine machine, ToLongFunction<LaneLoad> value) {
        Gauge.builder(name, () -> machine.load().stream()
                        .filter(load -> load.sensor().equals(sensor))
                        .mapToDouble(load -> (double) value.applyAsLong(load))
                        .sum())
                .description(help)
                .tag(SENSOR, sensor.value())
                .register(registry);
    }

    /** Shows a microphone's counters before there is anything to count. */
    void begin(SensorId sensor) {
        releases(sensor);
        bytes(sensor);
        silenced(sensor);
        speech(sensor);
        latency(sensor);
        Arrays.stream(WithheldReason.values()).forEach(reason -> withheld(sensor, reason));
    }

    @Override
    public void released(SensorId sensor, ChunkFacts facts, int bytes) {
        releases(sensor).increment();
        bytes(sensor).increment(bytes);
        silenced(sensor).increment(facts.regions().getOrDefault(SILENCED_FRAME, 0));
        speech(sensor).increment(facts.regions().getOrDefault(SPEECH_MILLIS, 0) / MILLIS_A_SECOND);
        Duration latency = Duration.between(facts.start(), clock.instant());
        latency(sensor).record(latency.isNegative() ? Duration.ZERO : latency);
    }

    @Override
    public void withheld(SensorId sensor, WithheldReason reason, ChunkFacts facts) {
        withheld(sensor, reason).increment();
    }

    @Override
    public void unattributable(WithheldReason reason) {
        unattributables(reason).increment();
    }

    @Override
    public void interrupted(String why) {
        interruptions().increment();
    }

    @Override
    public void checkpointTooLarge(int characters) {
        checkpointsTooLarge().increment();
    }

    private Counter releases(SensorId sensor) {
        return counter(RELEASED, "Chunks released", sensor);
    }

    private Counter bytes(SensorId sensor) {
        return counter(BYTES, "Bytes released", sensor);
    }

    private Counter silenced(SensorId sensor) {
        return counter(SILENCED, "Analysis frames that could only be silenced", sensor);
    }

    private Counter speech(SensorId sensor) {
        return Counter.builder(SPEECH)
                .description("Sound that was treated as speech")
                .baseUnit("seconds")
                .tag(SENSOR, sensor.value())
                .register(registry);
    }

    private Timer latency(SensorId sensor) {
        return Timer.builder(LATENCY)
                .description("From the capture of a chunk's first sample to its commit on the anon topic")
                .tag(SENSOR, sensor.value())
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    private Counter withheld(SensorId sensor, WithheldReason reason) {
        return Counter.builder(WITHHELD)
                .description("Chunks withheld, by reason")
                .tag(SENSOR, sensor.value())
                .tag(REASON, reason.label())
                .register(registry);
    }

    private Counter unattributables(WithheldReason reason) {
        return Counter.builder(UNATTRIBUTABLE)
                .description("Raw records no statement could be made about: no sensor named, or too many strangers")
                .tag(REASON, reason.label())
                .register(registry);
    }

    private Counter interruptions() {
        return Counter.builder(INTERRUPTIONS)
                .description("Times the machine had to begin again at its last commit")
                .register(registry);
    }

    private Counter checkpointsTooLarge() {
        return Counter.builder(CHECKPOINT_TOO_LARGE)
                .description(
                        "Commits refused because checkpoints outgrew offset.metadata.max.bytes; nothing is released")
                .register(registry);
    }

    private Counter counter(String name, String help, SensorId sensor) {
        return Counter.builder(name)
                .description(help)
                .tag(SENSOR, sensor.value())
                .register(registry);
    }

    /** Shows what holds the service back. */
    public void bind(StartGate gate) {
        Gauge.builder("bauta_ways_out_open", () -> gate.openWays().size())
                .description(
                        "Ways out that are open though nothing may leave by them; while there is one, nothing raw is touched")
                .register(registry);
    }
}
