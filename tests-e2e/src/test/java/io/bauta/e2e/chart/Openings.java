/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What network policies let through, worked out from their text as the API's documentation has it: a pod that a policy selects
 * for a direction may do in it only what one of its policies allows.
 */
final class Openings {
    private final List<NetworkPolicy> policies;

    Openings(List<HasMetadata> objects) {
        policies = objects.stream()
                .filter(NetworkPolicy.class::isInstance)
                .map(NetworkPolicy.class::cast)
                .toList();
    }

    /**
     * A pod, or with an address and no labels something that is none.
     *
     * @param namespace in which it is
     * @param ports the numbers behind the names of its ports
     */
    record Party(
            String name, String namespace, Map<String, String> labels, String address, Map<String, Integer> ports) {
        static Party of(Workload workload) {
            Map<String, Integer> ports = new HashMap<>();
            workload.container().getPorts().forEach(port -> ports.put(port.getName(), port.getContainerPort()));
            return new Party(workload.name(), "bauta", workload.labels(), "", ports);
        }

        static Party outside(String address) {
            return new Party(address, "", Map.of(), address, Map.of());
        }

        static Party in(String namespace, Map<String, String> labels) {
            return new Party(namespace, namespace, labels, "", Map.of());
        }
    }

    boolean isOpen(Party from, Party to, int port) {
        return allows("Egress", from, to, to, port) && allows("Ingress", to, from, to, port);
    }

    private boolean allows(String direction, Party subject, Party other, Party target, int port) {
        List<NetworkPolicy> about = policies.stream()
                .filter(policy -> policy.getMetadata().getNamespace().equals(subject.namespace()))
                .filter(policy -> policy.getSpec().getPolicyTypes().contains(direction))
                .filter(policy -> selects(policy.getSpec().getPodSelector(), subject.labels()))
                .toList();
        return about.isEmpty() || about.stream().anyMatch(policy -> allows(policy, direction, other, target, port));
    }

    private static boolean allows(NetworkPolicy policy, String direction, Party other, Party target, int port) {
        String home = policy.getMetadata().getNamespace();
        return direction.equals("Egress")
                ? policy.getSpec().getEgress().stream()
                        .anyMatch(rule -> matches(rule.getTo(), peer -> names(peer, other, home))
                                && matches(rule.getPorts(), one -> covers(one, target, port)))
                : policy.getSpec().getIngress().stream()
                        .anyMatch(rule -> matches(rule.getFrom(), peer -> names(peer, other, home))
                                && matches(rule.getPorts(), one -> covers(one, target, port)));
    }

    /** An empty list means all. */
    private static <T> boolean matches(List<T> several, Function<T, Boolean> test) {
        return several == null || several.isEmpty() || several.stream().anyMatch(test::apply);
    }

    private static boolean names(NetworkPolicyPeer peer, Party other, String home) {
        if (peer.getIpBlock() != null) {
            return !other.address().isEmpty() && contains(peer.getIpBlock().getCidr(), other.address());
        }
        boolean namespace = peer.getNamespaceSelector() == null
                ? other.namespace().equals(home)
                : selects(peer.getNamespaceSelector(), Map.of("kubernetes.io/metadata.name", other.namespace()));
        return namespace
                && other.address().isEmpty()
                && (peer.getPodSelector() == null || selects(peer.getPodSelector(), other.labels()));
    }

    private static boolean covers(NetworkPolicyPort allowed, Party target, int port) {
        IntOrString named = allowed.getPort();
        int number = named.getIntVal() == null ? target.ports().getOrDefault(named.getStrVal(), -1) : named.getIntVal();
        return number == port;
    }

    private static boolean selects(LabelSelector selector, Map<String, String> labels) {
        return Optional.ofNullable(selector.getMatchLabels()).orElse(Map.of()).entrySet().stream()
                        .allMatch(entry -> entry.getValue().equals(labels.get(entry.getKey())))
                && selector.getMatchExpressions().stream().allMatch(expression -> fits(expression, labels));
    }

    private static boolean fits(LabelSelectorRequirement expression, Map<String, String> labels) {
        boolean in = expression.getValues().contains(labels.getOrDefault(expression.getKey(), ""));
        return switch (expression.getOperator()) {
            case "In" -> in;
            case "NotIn" -> !in;
            default -> throw new IllegalArgumentException("not known here: " + expression.getOperator());
        };
    }

    private static boolean contains(String block, String address) {
        String[] parts = block.split("/");
        int length = Integer.parseInt(parts[1]);
        long mask = length == 0 ? 0 : 0xFFFFFFFFL << (32 - length) & 0xFFFFFFFFL;
        return (number(parts[0]) & mask) == (number(address) & mask);
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.")) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }
}
