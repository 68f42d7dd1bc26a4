/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion;

import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.contracts.site.SourceCredentials;
import io.bauta.ingestion.capture.SourceStatus;
import io.bauta.ingestion.config.IngestionConfig;
import io.bauta.ingestion.intake.MediaSource;
import io.bauta.ingestion.metrics.IngestionMetrics;
import io.bauta.ingestion.metrics.NodeMetrics;
import io.bauta.media.demux.SourceOptions;
import io.bauta.raw.gate.StartGate;
import io.bauta.raw.gate.WayOut;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Starts and stops the sources with the service. A site file that cannot be used ends it with exit code 2. */
@ApplicationScoped
public class IngestionService {
    private static final Logger LOG = Logger.getLogger(IngestionService.class);
    private static final int UNUSABLE_CONFIGURATION = 2;
    private static final int WAY_OUT_OPEN = 3;

    private final IngestionConfig config;
    private final MeterRegistry registry;
    private Optional<Sources> sources = Optional.empty();
    private Optional<StartGate> gate = Optional.empty();

    IngestionService(IngestionConfig config, MeterRegistry registry) {
        this.config = config;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        try {
            IngestionConfig.Ingestion settings = config.ingestion();
            SourceOptions options =
                    new SourceOptions(settings.connectTimeout(), settings.readTimeout(), settings.maxUnitBytes());
            Site site = SourceCredentials.in(settings.credentials()).applyTo(SiteReader.read(config.siteFile()));
            Sources started = new Sources(site, config, MediaSource.opener(options));
            IngestionMetrics metrics = new IngestionMetrics(registry);
            metrics.bind(started.statuses());
            metrics.bindPlaces(site.sensors());
            NodeMetrics node = new NodeMetrics(registry);
            node.bindTemperatures(settings.thermalZones());
            node.bindMemory(NodeMetrics.MEMORY);
            sources = Optional.of(started);
            StartGate before =
                    new StartGate(WayOut.parseAll(config.startGate().shut().orElse(List.of())));
            metrics.bind(before);
            gate = Optional.of(before);
            before.hold(started::start, IngestionService::leave);
        } catch (InvalidConfigurationException e) {
            giveUp(e.getMessage());
        } catch (IOException e) {
            giveUp("site file " + config.siteFile() + " cannot be read: let bauta.site-file name a readable file");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        gate.ifPresent(StartGate::close);
        sources.ifPresent(Sources::close);
    }

    /** Whether the sources run and the broker takes what they deliver. */
    public boolean isReady() {
        return sources.filter(running -> running.recollectionIsDone() && !running.brokerIsAway())
                .isPresent();
    }

    /** Names of sources that cannot go on by themselves. */
    public List<String> dead() {
        return sources.map(Sources::dead).orElse(List.of());
    }

    public List<SourceStatus> statuses() {
        return sources.map(Sources::statuses).orElse(List.of());
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
