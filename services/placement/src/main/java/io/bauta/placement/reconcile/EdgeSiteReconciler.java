/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.reconcile;

import io.bauta.placement.api.v1alpha1.EdgeSite;
import io.bauta.placement.api.v1alpha1.EdgeSiteSpec;
import io.bauta.placement.api.v1alpha1.EdgeSiteStatus;
import io.bauta.placement.cluster.NodeConfig;
import io.bauta.placement.cluster.NodeFacts;
import io.bauta.placement.cluster.Workload;
import io.bauta.placement.guard.Violation;
import io.bauta.placement.metrics.PlacementMetrics;
import io.bauta.placement.models.DetectorChoice;
import io.bauta.placement.packing.Standing;
import io.bauta.placement.plan.Said;
import io.bauta.placement.plan.SiteFacts;
import io.bauta.placement.plan.SitePlan;
import io.bauta.placement.plan.SitePlanner;
import io.bauta.placement.plan.SiteReport;
import io.bauta.placement.rollout.NodeState.Work;
import io.bauta.placement.rollout.Step;
import io.bauta.placement.site.Declarations;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes a site what is declared of it: places its sensors, tells its nodes, and says how it stands. All it knows is read from
 * what watches keep in memory; the cluster is asked nothing, only told what is new.
 */
@ControllerConfiguration(name = "edge-sites")
public final class EdgeSiteReconciler implements Reconciler<EdgeSite> {
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final NodeWriter nodes;
    private final SensorWriter sensors;
    private final Detectors detectors;
    private final Supplier<Collection<Violation>> violations;
    private final PlacementMetrics metrics;
    private final InstantSource clock;
    private volatile Optional<Inventory> inventory = Optional.empty();

    /** @param violations that the guard knows of now */
    EdgeSiteReconciler(
            NodeWriter nodes,
            SensorWriter sensors,
            Detectors detectors,
            Supplier<Collection<Violation>> violations,
            PlacementMetrics metrics,
            InstantSource clock) {
        this.nodes = nodes;
        this.sensors = sensors;
        this.detectors = detectors;
        this.violations = violations;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, EdgeSite>> prepareEventSources(EventSourceContext<EdgeSite> context) {
        Inventory made = new Inventory(context);
        inventory = Optional.of(made);
        return made.sources();
    }

    /** What is known of the cluster; empty before the start. */
    Optional<Inventory> inventory() {
        return inventory;
    }

    @Override
    public UpdateControl<EdgeSite> reconcile(EdgeSite site, Context<EdgeSite> context) {
        long begun = System.nanoTime();
        boolean well = false;
        try {
            UpdateControl<EdgeSite> control = reconcile(site, inventory.orElseThrow());
            well = true;
            return control;
        } finally {
            metrics.reconciled(well, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private UpdateControl<EdgeSite> reconcile(EdgeSite site, Inventory known) {
        SiteFacts facts = facts(site, known);
        SitePlan plan = SitePlanner.plan(facts);
        tell(facts, plan, known);
        SiteReport report = new SiteReport(facts, plan, violations.get(), clock.instant());
        List<Said> said = report.sensors();
        said.forEach(one -> sensors.write(one.sensor(), one.status()));
        EdgeSiteStatus status = report.site(said);
        count(site.getMetadata().getName(), said, plan);
        UpdateControl<EdgeSite> control = UpdateControl.noUpdate();
        if (!status.equals(site.getStatus())) {
            EdgeSite saying = new EdgeSite();
            saying.setMetadata(Applied.named(site));
            saying.setStatus(status);
            control = UpdateControl.patchStatus(saying);
        }
        boolean timeMatters =
                site.getSpec().nodeLostAfter() != null && facts.standings().containsValue(Standing.CUT_OFF);
        return timeMatters ? control.rescheduleAfter(AGAIN) : control;
    }

    private void tell(SiteFacts facts, SitePlan plan, Inventory known) {
        String site = facts.site().getMetadata().getName();
        Map<String, String> told = new HashMap<>();
        facts.configs().forEach((node, config) -> told.put(node, config.digest()));
        for (Step step : plan.steps()) {
            Map<String, String> data = SitePlanner.data(facts, plan, step);
            nodes.tell(site, step, data);
            told.put(step.node(), NodeConfig.digest(data));
        }
        told.forEach((node, digest) -> nodes.restart(known.workloads(node), digest));
    }

    private SiteFacts facts(EdgeSite site, Inventory known) {
        String name = site.getMetadata().getName();
        Map<String, NodeConfig> configs = new HashMap<>();
        known.configsOf(name).forEach(config -> configs.put(config.node(), config));
        Map<String, Work> works = new HashMap<>();
        Map<String, Standing> standings = new HashMap<>();
        Optional<Duration> lostAfter =
                Optional.ofNullable(site.getSpec().nodeLostAfter()).map(EdgeSiteReconciler::duration);
        site.getSpec().nodes().forEach(node -> {
            boolean taken = known.configsOfNode(node.name()).stream()
                    .anyMatch(config ->
                            !config.site().equals(name) && !config.digest().isEmpty());
            standings.put(
                    node.name(),
                    taken
                            ? Standing.TAKEN
                            : known.node(node.host())
                                    .map(there -> NodeFacts.standing(there, lostAfter, clock.instant()))
                                    .orElse(Standing.UNKNOWN));
        });
        configs.keySet().forEach(node -> standings.putIfAbsent(node, Standing.DISMISSED));
        standings
                .keySet()
                .forEach(node -> works.put(
                        node,
                        Workload.work(
                                known.workloads(node),
                                Optional.ofNullable(configs.get(node))
                                        .map(NodeConfig::digest)
                                        .orElse(""))));
        return new SiteFacts(
                site,
                Declarations.of(known.sensorsOf(name), known.policies()),
                standings,
                configs,
                works,
                choice(site.getSpec()));
    }

    /** Without approved detectors nothing is chosen: the chart's values hold. */
    private Optional<DetectorChoice> choice(EdgeSiteSpec spec) {
        return spec.approvedDetectors().isEmpty()
                ? Optional.empty()
                : detectors.offered().map(offered -> new DetectorChoice(offered, spec.approvedDetectors()));
    }

    private void count(String site, List<Said> said, SitePlan plan) {
        int anonymising = (int) said.stream().filter(Said::anonymises).count();
        int weak = (int) said.stream().filter(Said::isWeak).count();
        metrics.site(
                site,
                anonymising,
                plan.nodeOf().size() - anonymising,
                said.size() - plan.nodeOf().size(),
                weak);
    }

    private static Duration duration(String text) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
