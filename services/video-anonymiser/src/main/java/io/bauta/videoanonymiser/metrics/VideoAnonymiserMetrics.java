/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.metrics;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.Level;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.VideoPolicy.FrameMethod;
import io.bauta.contracts.site.SensorKind;
import io.bauta.contracts.site.Site;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.MediaLibrary;
import io.bauta.media.video.H264Encoder;
import io.bauta.raw.gate.StartGate;
import io.bauta.raw.machine.AnonymiserMachine;
import io.bauta.raw.machine.LaneLoad;
import io.bauta.raw.machine.MachineListener;
import io.bauta.videoanonymiser.audit.AuditCounts;
import io.bauta.videoanonymiser.audit.Audits;
import io.bauta.videoanonymiser.chunk.CameraLanes;
import io.bauta.videoanonymiser.method.VideoAnonymisation;
import io.bauta.videoanonymiser.sight.ApprovedDetector;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Every metric of the video anonymiser: names, labels, help. Thread-safe. */
public final class VideoAnonymiserMetrics implements MachineListener {
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
    private final Map<Release, ChunkCounts> chunks = new ConcurrentHashMap<>();

    public VideoAnonymiserMetrics(MeterRegistry registry) {
        this.registry = registry;
        // There from the start, as all that alarms look at: they see a counter rise, not appear.
        interruptions();
        checkpointsTooLarge();
        unattributables(WithheldReason.MALFORMED_RECORD);
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
        site.policyOf(sensor).ifPresent(policy -> bindPolicy(sensor, Level.PUBLIC, policy));
        site.restrictedPolicyOf(sensor).ifPresent(policy -> bindPolicy(sensor, Level.RESTRICTED, policy));
    }

    private void bindPolicy(SensorId sensor, Level level, AnonymisationPolicy policy) {
        double weak = VideoAnonymisation.of(policy.video()).weak() ? 1 : 0;
        ChunkCounts counts = chunks(sensor, level);
        if (policy.video().frame() == FrameMethod.NONE
                && policy.video().regions().looks()) {
            Arrays.stream(ObjectKind.values()).forEach(kind -> counts.show(kind.label()));
        }
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
                                    "What the load leaves out: 0 nothing, 1 a quarter, 2 half, 3 three quarters of the pictures, 4 half the size too")
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
                .description("1 while the approved detector, that for persons or plates, or the auditor is there")
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
        chunks(sensor, level).released(facts, bytes);
    }

    @Override
    public void withheld(SensorId sensor, Level level, WithheldReason reason, ChunkFacts facts) {
        chunks(sensor, level).withheld(reason);
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

    private ChunkCounts chunks(SensorId sensor, Level level) {
        return chunks.computeIfAbsent(
                new Release(sensor, level),
                release -> new ChunkCounts(registry, sensor, level, InstantSource.system()));
    }

    private record Release(SensorId sensor, Level level) {}

    /** Shows what holds the service back. */
    public void bind(StartGate gate) {
        Gauge.builder("bauta_ways_out_open", () -> gate.openWays().size())
                .description(
                        "Ways out that are open though nothing may leave by them; while there is one, nothing raw is touched")
                .register(registry);
    }
}
