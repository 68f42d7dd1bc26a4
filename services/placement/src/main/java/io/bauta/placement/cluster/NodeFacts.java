/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import io.bauta.placement.packing.Standing;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Taint;
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
    public static String host(Node node) {
        return Objects.toString(
                labels(node).get(Labels.HOSTNAME), node.getMetadata().getName());
    }

    public static boolean isEdge(Node node) {
        return Labels.EDGE.equals(labels(node).get(Labels.TIER));
    }

    /**
     * What may be asked of it.
     *
     * @param lostAfter after how long without a sign of life it counts as lost; never, if empty
     */
    public static Standing standing(Node node, Optional<Duration> lostAfter, Instant now) {
        if (taints(node).stream().anyMatch(taint -> Labels.OUT_OF_SERVICE.equals(taint.getKey()))) {
            return Standing.LOST;
        }
        if (!isEdge(node)) {
            return Standing.NOT_EDGE;
        }
        Optional<NodeCondition> ready = ready(node);
        if (ready.filter(condition -> "True".equals(condition.getStatus())).isEmpty()) {
            return lostAfter
                    .filter(limit -> ready.flatMap(NodeFacts::since)
                            .filter(since -> since.plus(limit).isBefore(now))
                            .isPresent())
                    .map(limit -> Standing.LOST)
                    .orElse(Standing.CUT_OFF);
        }
        return node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable())
                ? Standing.CORDONED
                : Standing.OPEN;
    }

    /** Whether decisions could be others now. */
    public static boolean differ(Node one, Node other) {
        return isEdge(one) != isEdge(other)
                || !host(one).equals(host(other))
                || standing(one, Optional.empty(), Instant.EPOCH) != standing(other, Optional.empty(), Instant.EPOCH);
    }

    /** What is kept of it. */
    public static Node cutDown(Node node) {
        Map<String, String> labels = new HashMap<>();
        for (String label : List.of(Labels.TIER, Labels.HOSTNAME)) {
            Optional.ofNullable(labels(node).get(label)).ifPresent(value -> labels.put(label, value));
        }
        return new NodeBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withName(node.getMetadata().getName())
                        .withUid(node.getMetadata().getUid())
                        .withResourceVersion(node.getMetadata().getResourceVersion())
                        .withLabels(labels)
                        .build())
                .withNewSpec()
                .withUnschedulable(
                        node.getSpec() == null ? null : node.getSpec().getUnschedulable())
                .withTaints(taints(node).stream()
                        .filter(taint -> Labels.OUT_OF_SERVICE.equals(taint.getKey()))
                        .toList())
                .endSpec()
                .withNewStatus()
                .withConditions(ready(node).stream().toList())
                .endStatus()
                .build();
    }

    private static Map<String, String> labels(Node node) {
        return Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of());
    }

    private static List<Taint> taints(Node node) {
        return node.getSpec() == null ? List.of() : node.getSpec().getTaints();
    }

    private static Optional<NodeCondition> ready(Node node) {
        return node.getStatus() == null
                ? Optional.empty()
                : node.getStatus().getConditions().stream()
                        .filter(condition -> "Ready".equals(condition.getType()))
                        .findFirst();
    }

    private static Optional<Instant> since(NodeCondition condition) {
        try {
            return Optional.ofNullable(condition.getLastTransitionTime()).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
