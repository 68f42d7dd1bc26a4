/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.reconcile;

import io.bauta.placement.cluster.NodeConfig;
import io.bauta.placement.guard.Violation;
import io.bauta.placement.plan.SiteReport;
import io.bauta.placement.rollout.Step;
import io.bauta.placement.site.Refusal;
import io.bauta.placement.site.Sensor;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What belongs to no site: sensors that name one that is not there are told so, and nodes of a site that was taken away are told
 * to let everything go. Nobody else would look at them.
 */
final class Strays {
    private final NodeWriter nodes;
    private final SensorWriter sensors;
    private final Supplier<Collection<Violation>> violations;
    private final InstantSource clock;

    Strays(NodeWriter nodes, SensorWriter sensors, Supplier<Collection<Violation>> violations, InstantSource clock) {
        this.nodes = nodes;
        this.sensors = sensors;
        this.violations = violations;
        this.clock = clock;
    }

    /** Looks once; asks the cluster nothing. */
    void look(Inventory known) {
        for (Sensor sensor : known.sensors()) {
            if (!known.hasSite(sensor.spec().site())) {
                Refusal why = new Refusal(
                        "NoSuchSite", "there is no EdgeSite " + sensor.spec().site());
                sensors.write(sensor, SiteReport.refused(sensor, List.of(), why, violations.get(), clock.instant()));
            }
        }
        for (NodeConfig config : known.configs()) {
            if (!known.hasSite(config.site())) {
                if (!config.digest().isEmpty()) {
                    nodes.tell(config.site(), new Step(config.node(), Set.of(), config.sensors()), Map.of());
                }
                nodes.restart(known.workloads(config.node()), "");
            }
        }
    }
}
