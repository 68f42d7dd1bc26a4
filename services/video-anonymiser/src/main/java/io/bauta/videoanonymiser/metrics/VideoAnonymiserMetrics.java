/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.metrics;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.Level;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.site.SensorKind;
import io.bauta.contracts.site.Site;
import io.bauta.media.MediaLibrary;
import io.bauta.media.video.H264Encoder;
import io.bauta.raw.machine.AnonymiserMachine;
import io.bauta.raw.machine.LaneLoad;
import io.bauta.raw.machine.MachineListener;
import io.bauta.videoanonymiser.audit.AuditCounts;
import io.bauta.videoanonymiser.audit.Audits;
import io.bauta.videoanonymiser.chunk.CameraLanes;
import io.bauta.videoanonymiser.chunk.OpenChunk;
import io.bauta.videoanonymiser.method.VideoAnonymisation;
import io.bauta.videoanonymiser.sight.ApprovedDetector;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Every metric of the video anonymiser: names, labels, help. Thread-safe. */
public final class VideoAnonymiserMetrics implements MachineListener {
    static final String RELEASED = "bauta_chunks_released";
    static final String COPIED = "bauta_chunks_copied";
    static final String WITHHELD = "bauta_chunks_withheld";
    static final String FRAMES = "bauta_frames";
    static final String BYTES = "bauta_chunk_bytes";
    static final String LATENCY = "bauta_chunk_latency";
    static final String UNATTRIBUTABLE = "bauta_records_unattributable";
    static final String RUNNING = "bauta_machine_running";
    static final String INTERRUPTIONS = "bauta_machine_interruptions";
    static final String CHECKPOINT_TOO_LARGE = "bauta_checkpoint_too_large";
    static final String WAITING_RECORDS = "bauta_lane_waiting_records";
    static final String WAITING_BYTES = "bauta_lane_waiting_bytes";
    static final String WEAK = "bauta_policy_weak";
    static final String LIBRARY = "bauta_media_library_info";
    static final String LOAD_STEP = "bauta_load_step";
    static final String EASED = "bauta_frames_eased";
    static final String AUDITED = "bauta_audited_frames";
    static final String SUSPECTS = "bauta_leak_suspects";
    static final String AUDIT_FAILURES = "bauta_audit_failures";
    static final String DETECTOR = "bauta_detector_info";
    private static final String SENSOR = "sensor";
    private static final String LEVEL = "level";
    private static final String REASON = "reason";
    private final MeterRegistry registry;

    public VideoAnonymiserMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows what is asked for rather than counted. */
    public void bind(AnonymiserMachine machine, Site site, H264Encoder encoder) {
        Gauge.builder(RUNNING, () -> machine.running() ? 1 : 0)
                .description("1 while all partitions are assigned and cameras are being worked on")
                .register(registry);
        Gauge.builder(LIBRARY, () -> 1)
                .description("Which FFmpeg decodes and encodes, and what makes H.264")
                .tag("ffmpeg", MediaLibrary.version())
                .tag("licence", MediaLibrary.licence())
                .tag("encoder", encoder.label())
                .register(registry);
        site.sensors().stream()
                .filter(sensor -> sensor.kind() == SensorKind.CAMERA)
                .forEach(sensor -> bind(sensor.id(), machine, site));
    }

    private void bind(SensorId sensor, AnonymiserMachine machine, Site site) {
        gauge(WAITING_RECORDS, "Access units waiting for the camera's lane", sensor, machine, LaneLoad::waitingRecords);
        gauge(WAITING_BYTES, "Bytes waiting for the camera's lane", sensor, machine, LaneLoad::waitingBytes);
        site.policyOf(sensor).ifPresent(policy -> bindWeak(sensor, Level.PUBLIC, policy));
        site.restrictedPolicyOf(sensor).ifPresent(policy -> bindWeak(sensor, Level.RESTRICTED, policy));
    }

    private void bindWeak(SensorId sensor, Level level, AnonymisationPolicy policy) {
        double weak = VideoAnonymisation.of(policy.video()).weak() ? 1 : 0;
        Gauge.builder(WEAK, () -> weak)
                .description("1 if the camera's policy leaves something that people could be recognised by")
                .tag(SENSOR, sensor.value())
                .tag(LEVEL, level.label())
                .tag("policy", policy.reference().toString())
                .register(registry);
    }

    /** How cameras' output is eased while the node is too slow. */
    public void bind(CameraLanes lanes, Site site) {
        site.sensors().stream()
                .filter(sensor -> sensor.kind() == SensorKind.CAMERA)
                .map(sensor -> sensor.id())
                .forEach(sensor -> {
                    Gauge.builder(LOAD_STEP, () -> lanes.loadStep(sensor))
                            .description(
                                    "What the load leaves out: 0 nothing, 1 half, 2 three quarters of the pictures, 3 half the size too")
                            .tag(SENSOR, sensor.value())
                            .register(registry);
                    FunctionCounter.builder(EASED, lanes, all -> all.framesEased(sensor))
                            .description("Pictures looked at but not released, for the load's sake")
                            .tag(SENSOR, sensor.value())
                            .register(registry);
                });
    }

    /** What second looks at released frames came to. */
    public void bind(Audits audits, Site site) {
        site.sensors().stream()
                .filter(sensor -> sensor.kind() == SensorKind.CAMERA)
                .map(sensor -> sensor.id())
                .forEach(sensor -> {
                    AuditCounts counts = audits.counts(sensor);
                    counter(AUDITED, "Frames the auditor looked at", sensor, counts, AuditCounts::audited);
                    counter(
                            SUSPECTS,
                            "Faces and heads the auditor saw where nothing covers them",
                            sensor,
                            counts,
                            AuditCounts::suspects);
                    counter(AUDIT_FAILURES, "Looks of the auditor that failed", sensor, counts, AuditCounts::failures);
                });
    }

    private void counter(
            String name, String help, SensorId sensor, AuditCounts counts, ToDoubleFunction<AuditCounts> value) {
        FunctionCounter.builder(name, counts, value)
                .description(help)
                .tag(SENSOR, sensor.value())
                .register(registry);
    }

    /** Which detector there is. */
    public void bind(ApprovedDetector detector) {
        Gauge.builder(DETECTOR, () -> detector.model().isPresent() ? 1 : 0)
                .description("1 while the approved detector, or auditor, is there")
                .tag("sha256", detector.sha256())
                .tag("role", detector.role())
                .register(registry);
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

    @Override
    public void released(SensorId sensor, Level level, ChunkFacts facts, int bytes) {
        counter(RELEASED, "Chunks released", sensor, level).increment();
        if (facts.methods().contains(OpenChunk.COPIED)) {
            counter(COPIED, "Chunks released as the camera encoded them, for nobody was found in them", sensor, level)
                    .increment();
        }
        counter(FRAMES, "Pictures made anonymous and released", sensor, level).increment((double) facts.frames());
        counter(BYTES, "Bytes released", sensor, level).increment(bytes);
        Timer.builder(LATENCY)
                .description("From the capture of a chunk's first picture to its commit on the anon topic")
                .tag(SENSOR, sensor.value())
                .tag(LEVEL, level.label())
                .publishPercentiles(0.5, 0.99)
                .register(registry)
                .record(Duration.between(facts.start(), Instant.now()));
    }

    @Override
    public void withheld(SensorId sensor, Level level, WithheldReason reason, ChunkFacts facts) {
        Counter.builder(WITHHELD)
                .description("Chunks withheld, by reason")
                .tag(SENSOR, sensor.value())
                .tag(LEVEL, level.label())
                .tag(REASON, reason.label())
                .register(registry)
                .increment();
    }

    @Override
    public void unattributable(WithheldReason reason) {
        Counter.builder(UNATTRIBUTABLE)
                .description("Raw records no statement could be made about: no sensor named, or too many strangers")
                .tag(REASON, reason.label())
                .register(registry)
                .increment();
    }

    @Override
    public void interrupted(String why) {
        Counter.builder(INTERRUPTIONS)
                .description("Times the machine had to begin again at its last commit")
                .register(registry)
                .increment();
    }

    @Override
    public void checkpointTooLarge(int characters) {
        Counter.builder(CHECKPOINT_TOO_LARGE)
                .description(
                        "Commits refused because checkpoints outgrew offset.metadata.max.bytes; nothing is released")
                .register(registry)
                .increment();
    }

    private Counter counter(String name, String help, SensorId sensor, Level level) {
        return Counter.builder(name)
                .description(help)
                .tag(SENSOR, sensor.value())
                .tag(LEVEL, level.label())
                .register(registry);
    }
}
