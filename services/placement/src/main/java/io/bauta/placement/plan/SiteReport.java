/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.plan;

import io.bauta.placement.api.v1alpha1.Condition;
import io.bauta.placement.api.v1alpha1.Conditions;
import io.bauta.placement.api.v1alpha1.EdgeSiteStatus;
import io.bauta.placement.api.v1alpha1.EdgeSiteStatus.NodeStatus;
import io.bauta.placement.api.v1alpha1.SensorStatus;
import io.bauta.placement.guard.Violation;
import io.bauta.placement.packing.Standing;
import io.bauta.placement.rollout.NodeState.Work;
import io.bauta.placement.site.AcceptedSensor;
import io.bauta.placement.site.Refusal;
import io.bauta.placement.site.Sensor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a site and each of its sensors say of themselves, so that a person understands it. */
public final class SiteReport {
    private static final int MOST_NAMED = 5;

    private final SiteFacts facts;
    private final SitePlan plan;
    private final Collection<Violation> violations;
    private final Instant now;

    /** @param violations that are there now */
    public SiteReport(SiteFacts facts, SitePlan plan, Collection<Violation> violations, Instant now) {
        this.facts = facts;
        this.plan = plan;
        this.violations = violations;
        this.now = now;
    }

    /** Of every sensor of the site. */
    public List<Said> sensors() {
        return Stream.concat(
                        facts.declarations().accepted().values().stream()
                                .map(sensor -> new Said(sensor.sensor(), of(sensor))),
                        facts.declarations().refused().stream()
                                .map(one -> new Said(
                                        one.sensor(), refused(one.sensor(), List.of(), one.why(), violations, now))))
                .toList();
    }

    private SensorStatus of(AcceptedSensor sensor) {
        Refusal why = plan.refused().get(sensor.sensor().name());
        if (why != null) {
            return refused(sensor.sensor(), sensor.weaknesses(), why, violations, now);
        }
        String node = plan.nodeOf().get(sensor.id());
        Conditions conditions = new Conditions(sensor.sensor().conditions(), now);
        anonymising(conditions, sensor, node);
        contained(conditions, sensor.sensor(), violations);
        weak(conditions, sensor.weaknesses());
        boolean told = plan.isTold(sensor);
        return new SensorStatus(
                told ? node : null,
                told ? sensor.policy().policy().reference().toString() : null,
                sensor.sensor().object().getMetadata().getGeneration(),
                conditions.list());
    }

    private void anonymising(Conditions conditions, AcceptedSensor sensor, String node) {
        String type = Conditions.ANONYMISING;
        boolean changing = plan.steps().stream().anyMatch(step -> step.node().equals(node));
        if (!plan.isTold(sensor)) {
            conditions.with(type, false, "Waiting", waitingFor(sensor.id(), node));
        } else if (facts.standing(node) == Standing.CUT_OFF) {
            conditions.unknown(
                    type,
                    "NodeCutOff",
                    "node " + node + " is not ready; for all that is known here it goes on as it was");
        } else if (facts.work(node) == Work.NONE) {
            conditions.with(
                    type, false, "NoWorkloads", "node " + node + " has no pods: the chart's edge.nodes must name it");
        } else if (changing || facts.work(node) != Work.READY) {
            conditions.with(
                    type, false, "Starting", "the pods of node " + node + " are starting with what they were told");
        } else {
            conditions.with(
                    type,
                    true,
                    "Anonymising",
                    "on node " + node + " under policy "
                            + sensor.policy().policy().reference());
        }
    }

    private String waitingFor(String sensor, String node) {
        return facts.configs().values().stream()
                .filter(config -> !config.node().equals(node))
                .filter(config ->
                        config.sensors().contains(sensor) || config.leaving().contains(sensor))
                .findFirst()
                .map(config -> "node " + node + " gets it when node " + config.node() + " has let it go")
                .orElse("node " + node + " is told of it when the nodes that are changed before it are ready");
    }

    /** Of a sensor that no node works on. */
    public static SensorStatus refused(
            Sensor sensor, List<String> weaknesses, Refusal why, Collection<Violation> violations, Instant now) {
        Conditions conditions = new Conditions(sensor.conditions(), now)
                .with(Conditions.ANONYMISING, false, why.reason(), "no node works on it: " + why.message());
        contained(conditions, sensor, violations);
        weak(conditions, weaknesses);
        return new SensorStatus(null, null, sensor.object().getMetadata().getGeneration(), conditions.list());
    }

    private static void contained(Conditions conditions, Sensor sensor, Collection<Violation> violations) {
        Optional<Violation> own = violations.stream()
                .filter(violation -> sensor.secret()
                        .filter(violation.access().secrets()::contains)
                        .isPresent())
                .findFirst();
        conditions.with(
                Conditions.RAW_CONTAINED,
                own.isEmpty(),
                own.isEmpty() ? "Contained" : "RawPodAstray",
                own.map(Violation::words).orElse("no pod with its password stands where it must not"));
    }

    private static void weak(Conditions conditions, List<String> weaknesses) {
        conditions.with(
                Conditions.WEAK_MODE_IN_USE,
                !weaknesses.isEmpty(),
                weaknesses.isEmpty() ? "NoWeakMode" : "WeakMode",
                weaknesses.isEmpty()
                        ? "its policy names no weak mode"
                        : "people may be recognised: " + String.join(", ", weaknesses));
    }

    /** Of the site. */
    public EdgeSiteStatus site(List<Said> sensors) {
        List<Condition> before = facts.site().getStatus() == null
                ? List.of()
                : facts.site().getStatus().conditions();
        Conditions conditions = new Conditions(before, now);
        List<String> not = sensors.stream()
                .filter(one -> !one.anonymises())
                .map(one -> one.because(Conditions.ANONYMISING))
                .sorted()
                .toList();
        conditions.with(
                Conditions.ANONYMISING,
                not.isEmpty(),
                not.isEmpty() ? "AllSensors" : "NotAllSensors",
                not.isEmpty()
                        ? "all of " + sensors.size() + " sensors"
                        : not.size() + " of " + sensors.size() + " sensors are not: " + some(not));
        conditions.with(
                Conditions.RAW_CONTAINED,
                violations.isEmpty(),
                violations.isEmpty() ? "Contained" : "RawPodAstray",
                violations.isEmpty()
                        ? "no pod with access to raw media stands where it must not"
                        : some(violations.stream()
                                .map(Violation::words)
                                .sorted()
                                .toList()));
        List<String> weak = sensors.stream()
                .filter(Said::isWeak)
                .map(one -> one.sensor().id())
                .sorted()
                .toList();
        conditions.with(
                Conditions.WEAK_MODE_IN_USE,
                !weak.isEmpty(),
                weak.isEmpty() ? "NoWeakMode" : "WeakMode",
                weak.isEmpty() ? "no sensor has a weak mode" : "people may be recognised in: " + some(weak));
        return new EdgeSiteStatus(
                sensors.size(),
                plan.nodeOf().size(),
                nodes(),
                facts.site().getMetadata().getGeneration(),
                conditions.list());
    }

    private List<NodeStatus> nodes() {
        Map<String, Integer> counts = new TreeMap<>();
        facts.site().getSpec().nodes().forEach(node -> counts.put(node.name(), 0));
        plan.now().forEach((node, sensors) -> counts.put(node, sensors.size()));
        List<NodeStatus> all = new ArrayList<>();
        counts.forEach((node, count) -> {
            long capacity = plan.capacities().getOrDefault(node, 0L);
            long used = plan.packing().used().getOrDefault(node, 0L);
            all.add(new NodeStatus(
                    node,
                    facts.standing(node).words(),
                    count,
                    capacity == 0 ? null : (int) (used * 100 / capacity),
                    Optional.ofNullable(plan.detectors().get(node))
                            .map(detector -> detector.sha256())
                            .orElse(null),
                    facts.work(node) == Work.READY || count == 0
                            ? null
                            : facts.work(node) == Work.NONE
                                    ? "no pods: the chart's edge.nodes must name it"
                                    : "starting"));
        });
        return all;
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
                + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "");
    }
}
