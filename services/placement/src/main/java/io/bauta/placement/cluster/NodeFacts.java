/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import io.bauta.placement.cluster.SeenNode.Condition;
import io.bauta.placement.cluster.SeenNode.Spec;
import io.bauta.placement.cluster.SeenNode.Status;
import io.bauta.placement.cluster.SeenNode.Taint;
import io.bauta.placement.packing.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What is looked at of a node of the cluster. */
public final class NodeFacts {
    private NodeFacts() {}

    /** Its label {@code kubernetes.io/hostname}, by which workloads are bound to it. */
    public static String host(SeenNode node) {
        return Objects.toString(
                node.labels().get(Labels.HOSTNAME), node.getMetadata().getName());
    }

    public static boolean isEdge(SeenNode node) {
        return Labels.EDGE.equals(node.labels().get(Labels.TIER));
    }

    /**
     * What may be asked of it.
     *
     * @param lostAfter after how long without a sign of life it counts as lost; never, if empty
     */
    public static Standing standing(SeenNode node, Optional<Duration> lostAfter, Instant now) {
        if (taints(node).stream().anyMatch(taint -> Labels.OUT_OF_SERVICE.equals(taint.key()))) {
            return Standing.LOST;
        }
        if (!isEdge(node)) {
            return Standing.NOT_EDGE;
        }
        Optional<Condition> ready = ready(node);
        if (ready.filter(condition -> "True".equals(condition.status())).isEmpty()) {
            return lostAfter
                    .filter(limit -> ready.flatMap(NodeFacts::since)
                            .filter(since -> since.plus(limit).isBefore(now))
                            .isPresent())
                    .map(limit -> Standing.LOST)
                    .orElse(Standing.CUT_OFF);
        }
        return node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().unschedulable())
                ? Standing.CORDONED
                : Standing.OPEN;
    }

    /** Whether decisions could be others now. */
    public static boolean differ(SeenNode one, SeenNode other) {
        return isEdge(one) != isEdge(other)
                || !host(one).equals(host(other))
                || standing(one, Optional.empty(), Instant.EPOCH) != standing(other, Optional.empty(), Instant.EPOCH);
    }

    /** What is kept of it. */
    public static SeenNode cutDown(SeenNode node) {
        Map<String, String> labels = new HashMap<>(node.labels());
        labels.keySet().retainAll(List.of(Labels.TIER, Labels.HOSTNAME));
        SeenNode kept = new SeenNode();
        kept.setMetadata(Glimpse.who(node.getMetadata()));
        kept.getMetadata().setLabels(Map.copyOf(labels));
        kept.setSpec(new Spec(
                node.getSpec() == null ? null : node.getSpec().unschedulable(),
                taints(node).stream()
                        .filter(taint -> Labels.OUT_OF_SERVICE.equals(taint.key()))
                        .toList()));
        kept.setStatus(new Status(ready(node).stream().toList()));
        return kept;
    }

    private static List<Taint> taints(SeenNode node) {
        return node.getSpec() == null || node.getSpec().taints() == null
                ? List.of()
                : node.getSpec().taints();
    }

    private static Optional<Condition> ready(SeenNode node) {
        return node.getStatus() == null || node.getStatus().conditions() == null
                ? Optional.empty()
                : node.getStatus().conditions().stream()
                        .filter(condition -> "Ready".equals(condition.type()))
                        .findFirst();
    }

    private static Optional<Instant> since(Condition condition) {
        try {
            return Optional.ofNullable(condition.lastTransitionTime()).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
