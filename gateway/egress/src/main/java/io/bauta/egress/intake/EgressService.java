/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.intake;

import io.bauta.contracts.Topic;
import io.bauta.contracts.link.BrokerLink;
import io.bauta.egress.config.BrokerClients;
import io.bauta.egress.config.DoorLimits;
import io.bauta.egress.config.DoorPlan;
import io.bauta.egress.config.EgressConfig;
import io.bauta.egress.door.DoorState;
import io.bauta.egress.metrics.EgressMetrics;
import io.bauta.egress.outlet.ToldWay;
import io.bauta.tracing.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.Collectors;

/** Ties the door to the service's life: what is wrong in the settings stops the start, an absent broker does not. */
@ApplicationScoped
public class EgressService {
    private static final System.Logger LOG = System.getLogger(EgressService.class.getName());

    private final DoorPlan plan;
    private final DoorKeeper keeper;
    private final EgressMetrics metrics;
    private final Traces traces;

    public EgressService(EgressConfig config, MeterRegistry registry) {
        plan = DoorPlan.of(config);
        metrics = new EgressMetrics(registry);
        traces = Traces.to(config.traces().endpoint(), config.traces().share());
        keeper = new DoorKeeper(
                plan,
                DoorLimits.of(config.egress()),
                new BrokerClients(
                        BrokerLink.toEdge(
                                config.edge().bootstrapServers(), config.edge().certificates(), plan.node()),
                        BrokerLink.toFog(
                                config.fog().bootstrapServers(), config.fog().certificates()),
                        plan.group(),
                        config.egress().mostBytesInFlight()),
                metrics,
                new ToldWay(traces));
    }

    void start(@Observes StartupEvent event) {
        LOG.log(
                System.Logger.Level.INFO,
                "the door lets out {0}",
                plan.topics().stream().map(Topic::topicName).collect(Collectors.joining(", ")));
        keeper.start();
    }

    void stop(@Observes ShutdownEvent event) {
        keeper.close();
        traces.close();
    }

    public DoorState state() {
        return keeper.state();
    }

    public boolean alive() {
        return keeper.alive();
    }

    public EgressMetrics metrics() {
        return metrics;
    }
}
