/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser;

import io.bauta.audioanonymiser.config.AudioAnonymiserConfig;
import io.bauta.audioanonymiser.hearing.ApprovedVoice;
import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.audioanonymiser.intake.AudioLaneFactory;
import io.bauta.audioanonymiser.metrics.AudioAnonymiserMetrics;
import io.bauta.audioanonymiser.outlet.FlacChunkEncoder;
import io.bauta.contracts.BuildStamp;
import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.link.BrokerLink;
import io.bauta.contracts.site.SensorDeclaration;
import io.bauta.contracts.site.SensorKind;
import io.bauta.contracts.site.Site;
import io.bauta.inference.ModelSource;
import io.bauta.inference.ModelStore;
import io.bauta.media.MediaException;
import io.bauta.media.MediaLibrary;
import io.bauta.raw.gate.StartGate;
import io.bauta.raw.gate.WayOut;
import io.bauta.raw.machine.AnonymiserMachine;
import io.bauta.raw.machine.EdgeKafkaClients;
import io.bauta.raw.machine.LaneLoad;
import io.bauta.raw.machine.MachineSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Starts and stops the machine with the service. A configuration that cannot be used ends it with exit code 2. */
@ApplicationScoped
public class AudioAnonymiserService {
    private static final Logger LOG = Logger.getLogger(AudioAnonymiserService.class);
    private static final String NAME = "audio-anonymiser";
    private static final int UNUSABLE_CONFIGURATION = 2;
    private static final int WAY_OUT_OPEN = 3;

    private final AudioAnonymiserConfig config;
    private final MeterRegistry registry;
    private volatile Optional<AnonymiserMachine> machine = Optional.empty();
    private volatile Optional<StartGate> gate = Optional.empty();
    private volatile Optional<ApprovedVoice> voice = Optional.empty();

    AudioAnonymiserService(AudioAnonymiserConfig config, MeterRegistry registry) {
        this.config = config;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        try {
            MediaLibrary.load();
            Equipment equipment = Equipment.read(config.siteFile(), config.keys());
            warnOfWeakMethods(equipment.site());
            voice = config.models().voice().map(this::approved);
            warnOfMissingVoice(equipment.site());
            AudioAnonymiserMetrics metrics = new AudioAnonymiserMetrics(registry, InstantSource.system());
            AnonymiserMachine made = machine(equipment, metrics);
            machine = Optional.of(made);
            StartGate before =
                    new StartGate(WayOut.parseAll(config.startGate().shut().orElse(List.of())));
            metrics.bind(before);
            gate = Optional.of(before);
            before.hold(made::start, AudioAnonymiserService::leave);
            voice.ifPresent(ApprovedVoice::fetch);
        } catch (InvalidConfigurationException | MediaException e) {
            LOG.error(e.getMessage());
            Quarkus.asyncExit(UNUSABLE_CONFIGURATION);
        }
    }

    /** @throws InvalidConfigurationException if there is nowhere to get it from or to keep it */
    private ApprovedVoice approved(String sha256) {
        AudioAnonymiserConfig.Models models = config.models();
        Path cache = models.cache().orElseThrow(() -> unusable("cache: is a folder, where the voice model is kept"));
        try {
            List<ModelSource> sources = new ArrayList<>();
            models.folder().map(ModelSource.Folder::new).ifPresent(sources::add);
            models.server().map(ModelSource.Server::new).ifPresent(sources::add);
            return new ApprovedVoice(sha256, new ModelStore(cache, sources));
        } catch (IllegalArgumentException e) {
            throw unusable(e.getMessage());
        }
    }

    private static InvalidConfigurationException unusable(String fault) {
        return new InvalidConfigurationException("bauta.models", List.of(fault));
    }

    private AnonymiserMachine machine(Equipment equipment, AudioAnonymiserMetrics metrics) {
        AudioAnonymiserConfig.AudioAnonymiser limits = config.audioAnonymiser();
        MachineSettings defaults = MachineSettings.of(
                NAME,
                BuildStamp.current().toString(),
                Topic.RAW_AUDIO,
                Topic.ANON_AUDIO,
                BrokerLink.toEdge(
                        config.edge().bootstrapServers(),
                        config.edge().certificates(),
                        equipment.site().node()));
        MachineSettings settings = new MachineSettings(
                defaults.service(),
                defaults.version(),
                defaults.rawTopic(),
                defaults.anonTopic(),
                defaults.broker(),
                limits.queueBytes(),
                limits.queueRecords(),
                limits.outboxBytes(),
                defaults.checkpointCharacters(),
                limits.stopWithin());
        AnonymiserMachine made = new AnonymiserMachine(
                settings,
                equipment.site(),
                equipment.signer(),
                new AudioLaneFactory(
                        voice.<Hearing>map(Function.identity()).orElseGet(Hearing::none), FlacChunkEncoder::new),
                new EdgeKafkaClients(settings, equipment.site().node()),
                new ServiceListener(metrics));
        metrics.bind(made, equipment.site());
        voice.ifPresent(metrics::bind);
        return made;
    }

    private static List<SensorId> microphones(Site site) {
        return site.sensors().stream()
                .filter(sensor -> sensor.kind() == SensorKind.MICROPHONE)
                .map(SensorDeclaration::id)
                .toList();
    }

    private static void warnOfWeakMethods(Site site) {
        for (SensorId microphone : microphones(site)) {
            site.policyOf(microphone)
                    .filter(policy -> policy.audio().voice().weak())
                    .ifPresent(policy -> LOG.warnf(
                            "sensor=%s policy=%s method=%s is weak: speakers can still be recognised; mute hides them",
                            microphone,
                            policy.reference(),
                            policy.audio().voice().label()));
        }
    }

    private void warnOfMissingVoice(Site site) {
        for (SensorId microphone : microphones(site)) {
            site.policyOf(microphone)
                    .filter(policy -> policy.audio().voice().hears() && voice.isEmpty())
                    .ifPresent(policy -> LOG.warnf(
                            "sensor=%s policy=%s method=%s needs a voice model, and bauta.models.voice names none:"
                                    + " all its sound is withheld",
                            microphone,
                            policy.reference(),
                            policy.audio().voice().label()));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        gate.ifPresent(StartGate::close);
        voice.ifPresent(ApprovedVoice::close);
        machine.ifPresent(AnonymiserMachine::close);
    }

    /** Whether records are being read and written. */
    public boolean running() {
        return machine.filter(AnonymiserMachine::running).isPresent();
    }

    /** The voice model, where one is approved. */
    public Optional<ApprovedVoice> voice() {
        return voice;
    }

    /** How each microphone is doing; empty while not connected. */
    public List<LaneLoad> load() {
        return machine.map(AnonymiserMachine::load).orElse(List.of());
    }

    /** A new process waits at the gate again; this one may have handed on what it should not. */
    private static void leave(List<WayOut> open) {
        LOG.errorf("ways out have opened, the service ends: %s", open);
        Quarkus.asyncExit(WAY_OUT_OPEN);
    }
}
