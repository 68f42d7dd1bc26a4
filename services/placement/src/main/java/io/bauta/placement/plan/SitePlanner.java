/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.plan;

import io.bauta.placement.api.v1alpha1.SiteNode;
import io.bauta.placement.cluster.NodeConfig;
import io.bauta.placement.models.Detector;
import io.bauta.placement.models.DetectorChoice;
import io.bauta.placement.packing.EdgeNode;
import io.bauta.placement.packing.Load;
import io.bauta.placement.packing.Packing;
import io.bauta.placement.packing.Plan;
import io.bauta.placement.packing.Standing;
import io.bauta.placement.packing.Unplaced;
import io.bauta.placement.rollout.NodeState;
import io.bauta.placement.rollout.Rollout;
import io.bauta.placement.rollout.Step;
import io.bauta.placement.site.AcceptedSensor;
import io.bauta.placement.site.Refusal;
import io.bauta.placement.site.Sensor;
import io.bauta.placement.site.SiteFile;
import io.bauta.placement.site.Sources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes a site's plan. The same facts give the same plan. */
public final class SitePlanner {
    private static final int HEADROOM_PERCENT = 20;

    private final SiteFacts facts;
    private final int headroomPercent;
    private final Map<Sensor.Name, Refusal> refused = new HashMap<>();
    private final Map<String, AcceptedSensor> placeable = new HashMap<>();

    private SitePlanner(SiteFacts facts) {
        this.facts = facts;
        this.headroomPercent =
                Optional.ofNullable(facts.site().getSpec().headroomPercent()).orElse(HEADROOM_PERCENT);
    }

    /** Makes the plan of a site. */
    public static SitePlan plan(SiteFacts facts) {
        return new SitePlanner(facts).plan();
    }

    private SitePlan plan() {
        facts.declarations().refused().forEach(one -> refused.put(one.sensor().name(), one.why()));
        boolean blind = facts.detectors().filter(DetectorChoice::isEmpty).isPresent();
        facts.declarations().accepted().values().forEach(sensor -> {
            if (blind && sensor.looksPerSecond() > 0) {
                refused.put(
                        sensor.sensor().name(),
                        new Refusal(
                                "NoApprovedDetector",
                                "its policy looks for people, and none of the site's approvedDetectors is offered by the model server"));
            } else {
                placeable.put(sensor.id(), sensor);
            }
        });
        double look = facts.detectors().map(DetectorChoice::leastMilliseconds).orElse(0.0);
        Sources sources = Sources.of(placeable.values(), look);
        sources.refused().forEach(one -> refused.put(one.sensor().name(), one.why()));
        List<EdgeNode> nodes =
                facts.site().getSpec().nodes().stream().map(this::edgeNode).toList();
        Plan packing = Packing.plan(nodes, sources.all(), sources.current(nodeOfSensorsNow()), headroomPercent);
        Map<String, String> nodeOf = new HashMap<>();
        sources.all().forEach(source -> {
            String node = packing.nodes().get(source.address());
            Unplaced why = packing.unplaced().get(source.address());
            source.sensors().forEach(sensor -> {
                if (node != null) {
                    nodeOf.put(sensor, node);
                } else {
                    refused.put(
                            placeable.get(sensor).sensor().name(),
                            new Refusal(why.reason().label(), why.message()));
                }
            });
        });
        Map<String, Detector> detectors = detectors(nodes, packing, nodeOf);
        List<Step> steps = Rollout.next(
                states(nodeOf),
                (node, sensors) -> NodeConfig.digest(data(facts.name(), node, sensors, placeable, detectors)),
                Optional.ofNullable(facts.site().getSpec().nodesAtOnce()).orElse(1));
        Map<String, Set<String>> now = new HashMap<>();
        facts.configs().forEach((node, config) -> now.put(node, config.sensors()));
        steps.forEach(step -> now.put(step.node(), step.sensors()));
        Map<String, Long> capacities = new HashMap<>();
        nodes.forEach(node -> capacities.put(node.name(), node.capacity()));
        return new SitePlan(nodeOf, refused, detectors, capacities, packing, steps, now);
    }

    /** What a node's ConfigMap holds when it is given these sensors. */
    public static Map<String, String> data(SiteFacts facts, SitePlan plan, Step step) {
        return data(
                facts.name(), step.node(), step.sensors(), facts.declarations().accepted(), plan.detectors());
    }

    private static Map<String, String> data(
            String site,
            String node,
            Set<String> sensors,
            Map<String, AcceptedSensor> all,
            Map<String, Detector> detectors) {
        if (sensors.isEmpty()) {
            return Map.of();
        }
        Map<String, String> data = new TreeMap<>();
        Collection<AcceptedSensor> given = sensors.stream().map(all::get).toList();
        data.put(NodeConfig.SITE_FILE, SiteFile.text(site, node, given));
        Optional.ofNullable(detectors.get(node))
                .ifPresent(detector -> data.put(NodeConfig.DETECTOR, detector.sha256()));
        return data;
    }

    private EdgeNode edgeNode(SiteNode node) {
        return new EdgeNode(
                node.name(),
                facts.standing(node.name()),
                Load.capacity(node.measured().cores(), node.measured().slowdown()),
                Optional.ofNullable(node.camerasSecret()));
    }

    private Map<String, String> nodeOfSensorsNow() {
        Map<String, String> now = new HashMap<>();
        new TreeMap<>(facts.configs())
                .forEach((node, config) -> config.sensors().forEach(sensor -> now.putIfAbsent(sensor, node)));
        return now;
    }

    private Map<String, Detector> detectors(List<EdgeNode> nodes, Plan packing, Map<String, String> nodeOf) {
        Map<String, Double> looks = new HashMap<>();
        nodeOf.forEach((sensor, node) -> looks.merge(node, placeable.get(sensor).looksPerSecond(), Double::sum));
        Map<String, Detector> chosen = new HashMap<>();
        for (EdgeNode node : nodes) {
            double pictures = looks.getOrDefault(node.name(), 0.0);
            long spare = node.capacity() * (100 - headroomPercent) / 100
                    - packing.used().getOrDefault(node.name(), 0L);
            if (pictures > 0) {
                facts.detectors()
                        .flatMap(choice -> choice.best(pictures, spare))
                        .ifPresent(detector -> chosen.put(node.name(), detector));
            }
        }
        return chosen;
    }

    private List<NodeState> states(Map<String, String> nodeOf) {
        Map<String, Set<String>> wanted = new HashMap<>();
        nodeOf.forEach((sensor, node) ->
                wanted.computeIfAbsent(node, n -> new HashSet<>()).add(sensor));
        Set<String> names = new TreeSet<>(facts.configs().keySet());
        facts.site().getSpec().nodes().forEach(node -> names.add(node.name()));
        List<NodeState> states = new ArrayList<>();
        for (String name : names) {
            Standing standing = facts.standing(name);
            if (standing == Standing.TAKEN) {
                continue;
            }
            NodeConfig config = Optional.ofNullable(facts.configs().get(name))
                    .orElse(new NodeConfig(name, facts.name(), Set.of(), Set.of(), ""));
            states.add(new NodeState(
                    name,
                    wanted.getOrDefault(name, Set.of()),
                    config.sensors(),
                    config.leaving(),
                    config.digest(),
                    facts.work(name),
                    standing != Standing.CUT_OFF && !standing.gone(),
                    standing.gone()));
        }
        return states;
    }
}
