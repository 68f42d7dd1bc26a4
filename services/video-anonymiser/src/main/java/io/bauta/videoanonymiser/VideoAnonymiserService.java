/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser;

import io.bauta.contracts.BuildStamp;
import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.Topic;
import io.bauta.contracts.link.BrokerLink;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.RegionPolicy.Reach;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.contracts.provenance.ProvenanceSigner;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.inference.ModelSource;
import io.bauta.inference.ModelStore;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.MediaException;
import io.bauta.media.MediaLibrary;
import io.bauta.media.video.H264Encoder;
import io.bauta.raw.gate.StartGate;
import io.bauta.raw.gate.WayOut;
import io.bauta.raw.machine.AnonymiserMachine;
import io.bauta.raw.machine.EdgeKafkaClients;
import io.bauta.raw.machine.LaneLoad;
import io.bauta.raw.machine.MachineListener;
import io.bauta.raw.machine.MachineSettings;
import io.bauta.videoanonymiser.audit.Audits;
import io.bauta.videoanonymiser.chunk.CameraLanes;
import io.bauta.videoanonymiser.chunk.NativeCodecs;
import io.bauta.videoanonymiser.config.VideoAnonymiserConfig;
import io.bauta.videoanonymiser.method.MethodFailedException;
import io.bauta.videoanonymiser.method.VideoAnonymisation;
import io.bauta.videoanonymiser.metrics.VideoAnonymiserMetrics;
import io.bauta.videoanonymiser.sight.ApprovedDetector;
import io.bauta.videoanonymiser.sight.DetectorMissingException;
import io.bauta.videoanonymiser.sight.Sight;
import io.bauta.videoanonymiser.sight.SightsApart;
import io.bauta.videoanonymiser.sight.Watch;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Starts and stops the machine with the service. What cannot be used (site file, keys, codecs, methods) ends it with exit code 2;
 * what only a new process can mend ends it with 3.
 */
@ApplicationScoped
public class VideoAnonymiserService {
    private static final Logger LOG = Logger.getLogger(VideoAnonymiserService.class);
    private static final String NAME = "video-anonymiser";
    private static final int UNUSABLE_CONFIGURATION = 2;
    private static final int WAY_OUT_OPEN = 3;
    private static final int NEW_PROCESS_NEEDED = 3;

    private final VideoAnonymiserConfig config;
    private final VideoAnonymiserMetrics metrics;
    private volatile Optional<AnonymiserMachine> machine = Optional.empty();
    private volatile Optional<StartGate> gate = Optional.empty();
    private volatile Optional<ApprovedDetector> detector = Optional.empty();
    private volatile Map<ObjectKind, ApprovedDetector> apart = Map.of();
    private volatile Optional<ApprovedDetector> auditor = Optional.empty();
    private volatile boolean lost;

    VideoAnonymiserService(VideoAnonymiserConfig config, MeterRegistry registry) {
        this.config = config;
        this.metrics = new VideoAnonymiserMetrics(registry);
    }

    void start(@Observes StartupEvent event) {
        try {
            MediaLibrary.load();
            Site site = SiteReader.read(config.siteFile());
            site.policies().forEach(VideoAnonymiserService::rehearse);
            VideoAnonymiserConfig.Models models = config.models();
            detector = models.detector().map(sha256 -> approved("detector", sha256));
            apart = apart(models);
            auditor = models.auditor().map(sha256 -> approved("auditor", sha256));
            Audits audits = audits();
            H264Encoder encoder = H264Encoder.of(config.videoAnonymiser().encoder());
            CameraLanes lanes = new CameraLanes(
                    new NativeCodecs(encoder),
                    config.videoAnonymiser().cameraBytes(),
                    this::sight,
                    audits,
                    camera -> site.restrictedPolicyOf(camera).map(AnonymisationPolicy::video));
            AnonymiserMachine started = machine(site, signer(), lanes);
            metrics.bind(lanes, site);
            metrics.bind(audits, site);
            metrics.bind(started, site, encoder);
            detector.ifPresent(metrics::bind);
            apart.values().forEach(metrics::bind);
            auditor.ifPresent(metrics::bind);
            machine = Optional.of(started);
            StartGate before =
                    new StartGate(WayOut.parseAll(config.startGate().shut().orElse(List.of())));
            metrics.bind(before);
            gate = Optional.of(before);
            before.hold(started::start, VideoAnonymiserService::leave);
            detector.ifPresent(ApprovedDetector::fetch);
            apart.values().forEach(ApprovedDetector::fetch);
            auditor.ifPresent(ApprovedDetector::fetch);
        } catch (InvalidConfigurationException | MediaException | MethodFailedException e) {
            giveUp(e.getMessage());
        } catch (IOException e) {
            giveUp("cannot be read, let bauta.site-file and bauta.keys name what can: " + e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        gate.ifPresent(StartGate::close);
        machine.ifPresent(AnonymiserMachine::close);
        detector.ifPresent(ApprovedDetector::close);
        apart.values().forEach(ApprovedDetector::close);
        auditor.ifPresent(ApprovedDetector::close);
    }

    /** @throws InvalidConfigurationException if there is nowhere to get it from or to keep it */
    private ApprovedDetector approved(String role, String sha256) {
        VideoAnonymiserConfig.Models models = config.models();
        Path cache = models.cache().orElseThrow(() -> unusable("cache: is a folder, where the " + role + " is kept"));
        try {
            List<ModelSource> sources = new ArrayList<>();
            models.folder().map(ModelSource.Folder::new).ifPresent(sources::add);
            models.server().map(ModelSource.Server::new).ifPresent(sources::add);
            return new ApprovedDetector(role, sha256, new ModelStore(cache, sources));
        } catch (IllegalArgumentException e) {
            throw unusable(e.getMessage());
        }
    }

    private Map<ObjectKind, ApprovedDetector> apart(VideoAnonymiserConfig.Models models) {
        Map<ObjectKind, ApprovedDetector> found = new EnumMap<>(ObjectKind.class);
        Map.of(ObjectKind.PERSON, models.persons(), ObjectKind.PLATE, models.plates())
                .forEach((kind, named) ->
                        named.ifPresent(sha256 -> found.put(kind, approved(SightsApart.role(kind), sha256))));
        return Map.copyOf(found);
    }

    /** @throws InvalidConfigurationException if they would tell nothing: the same network misses the same faces */
    private Audits audits() {
        if (auditor.isEmpty()) {
            return Audits.none();
        }
        String sha256 = auditor.get().sha256();
        Stream.concat(detector.stream(), apart.values().stream())
                .filter(looking -> looking.sha256().equalsIgnoreCase(sha256))
                .findFirst()
                .ifPresent(same -> {
                    throw unusable("auditor: is another model than bauta.models." + same.role());
                });
        try {
            return new Audits(
                    reach -> eyes(auditor, reach), config.videoAnonymiser().auditShare());
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException("bauta.video-anonymiser.audit-share", List.of(e.getMessage()));
        }
    }

    private static InvalidConfigurationException unusable(String fault) {
        return new InvalidConfigurationException("bauta.models", List.of(fault));
    }

    private ProvenanceSigner signer() throws IOException {
        return new ProvenanceSigner(
                NodeKey.readPrivate(config.keys().resolve("node.key")),
                NodeKey.keyId(NodeKey.readPublic(config.keys().resolve("node.pub"))));
    }

    private AnonymiserMachine machine(Site site, ProvenanceSigner signer, CameraLanes lanes) {
        VideoAnonymiserConfig.VideoAnonymiser wanted = config.videoAnonymiser();
        MachineSettings settings = MachineSettings.of(
                        NAME,
                        BuildStamp.current().toString(),
                        Topic.RAW_VIDEO,
                        Topic.ANON_VIDEO,
                        BrokerLink.toEdge(
                                config.edge().bootstrapServers(), config.edge().certificates(), site.node()))
                .holding(wanted.queueBytes(), wanted.queueRecords(), wanted.outboxBytes())
                .stoppingWithin(wanted.stopWithin());
        return new AnonymiserMachine(
                settings,
                site,
                signer,
                lanes,
                new EdgeKafkaClients(settings, site.node()),
                MachineListener.all(metrics, new MachineLog(this::lost)));
    }

    private static void rehearse(AnonymisationPolicy policy) {
        VideoAnonymisation methods = VideoAnonymisation.of(policy.video());
        methods.rehearse();
        if (methods.weak()) {
            LOG.warnf("policy %s is weak: people may be recognised, by %s", policy.reference(), methods.methods());
        }
    }

    private Sight sight(Watch watch) {
        Map<ObjectKind, Supplier<Sight>> wanted = new EnumMap<>(ObjectKind.class);
        apart.forEach((kind, approved) -> {
            if (watch.apart().contains(kind)) {
                wanted.put(kind, () -> approved.eyes(watch.reach()));
            }
        });
        return SightsApart.open(() -> eyes(detector, watch.reach()), wanted);
    }

    private static Sight eyes(Optional<ApprovedDetector> approved, Reach reach) {
        return approved.orElseThrow(DetectorMissingException::new).eyes(reach);
    }

    private void lost() {
        lost = true;
        Quarkus.asyncExit(NEW_PROCESS_NEEDED);
    }

    /** Whether cameras are being worked on. */
    public boolean isReady() {
        return machine.filter(AnonymiserMachine::running).isPresent();
    }

    /** The detector, where one is approved. */
    public Optional<ApprovedDetector> detector() {
        return detector;
    }

    /** Those that have a kind to themselves, where one is approved. */
    public Map<ObjectKind, ApprovedDetector> apart() {
        return apart;
    }

    /** Whether only a new process can help. */
    public boolean isLost() {
        return lost;
    }

    /** How each camera seen is doing. */
    public List<LaneLoad> load() {
        return machine.map(AnonymiserMachine::load).orElse(List.of());
    }

    private static void giveUp(String why) {
        LOG.error(why);
        Quarkus.asyncExit(UNUSABLE_CONFIGURATION);
    }

    /** A new process waits at the gate again; this one may have handed on what it should not. */
    private static void leave(List<WayOut> open) {
        LOG.errorf("ways out have opened, the service ends: %s", open);
        Quarkus.asyncExit(WAY_OUT_OPEN);
    }
}
