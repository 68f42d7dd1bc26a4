/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser;

import io.bauta.audioanonymiser.config.AudioAnonymiserConfig;
import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.audioanonymiser.intake.AudioLaneFactory;
import io.bauta.audioanonymiser.metrics.AudioAnonymiserMetrics;
import io.bauta.audioanonymiser.outlet.FlacChunkEncoder;
import io.bauta.contracts.BuildStamp;
import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.site.SensorDeclaration;
import io.bauta.contracts.site.SensorKind;
import io.bauta.contracts.site.Site;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Starts and stops the machine with the service. A configuration that cannot be used ends it with exit code 2. */
@ApplicationScoped
public class AudioAnonymiserService {
    private static final Logger LOG = Logger.getLogger(AudioAnonymiserService.class);
    private static final String NAME = "audio-anonymiser";
    private static final int UNUSABLE_CONFIGURATION = 2;

    private final AudioAnonymiserConfig config;
    private final MeterRegistry registry;
    private Optional<AnonymiserMachine> machine = Optional.empty();

    AudioAnonymiserService(AudioAnonymiserConfig config, MeterRegistry registry) {
        this.config = config;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        try {
            Equipment equipment = Equipment.read(config.siteFile(), config.keys());
            warnOfWeakMethods(equipment.site());
            AnonymiserMachine made = machine(equipment);
            machine = Optional.of(made);
            made.start();
        } catch (InvalidConfigurationException e) {
            LOG.error(e.getMessage());
            Quarkus.asyncExit(UNUSABLE_CONFIGURATION);
        }
    }

    private AnonymiserMachine machine(Equipment equipment) {
        AudioAnonymiserConfig.AudioAnonymiser limits = config.audioAnonymiser();
        MachineSettings defaults = MachineSettings.of(
                NAME,
                BuildStamp.current().toString(),
                Topic.RAW_AUDIO,
                Topic.ANON_AUDIO,
                config.edge().bootstrapServers());
        MachineSettings settings = new MachineSettings(
                defaults.service(),
                defaults.version(),
                defaults.rawTopic(),
                defaults.anonTopic(),
                defaults.bootstrapServers(),
                limits.queueBytes(),
                limits.queueRecords(),
                limits.outboxBytes(),
                defaults.checkpointCharacters(),
                limits.stopWithin());
        AudioAnonymiserMetrics metrics = new AudioAnonymiserMetrics(registry, InstantSource.system());
        AnonymiserMachine made = new AnonymiserMachine(
                settings,
                equipment.site(),
                equipment.signer(),
                new AudioLaneFactory(Hearing.none(), FlacChunkEncoder::new),
                new EdgeKafkaClients(settings, equipment.site().node()),
                new ServiceListener(metrics));
        metrics.bind(made, equipment.site());
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

    void stop(@Observes ShutdownEvent event) {
        machine.ifPresent(AnonymiserMachine::close);
    }

    /** Whether records are being read and written. */
    public boolean running() {
        return machine.filter(AnonymiserMachine::running).isPresent();
    }

    /** How each microphone is doing; empty while not connected. */
    public List<LaneLoad> load() {
        return machine.map(AnonymiserMachine::load).orElse(List.of());
    }
}
