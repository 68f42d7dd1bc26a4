/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.testing.kubernetes.KubernetesInProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the pods of a node use, as its kubelet says.
 *
 * @param pods by their names
 */
record NodeUse(Map<String, Pod> pods) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param at when this was looked at
     * @param rss bytes that are the programs' own: no files, and not what lies in memory volumes
     * @param workingSet bytes that could not be taken from it, those volumes included
     * @param processor time used since it began
     */
    record Pod(Instant at, long rss, long workingSet, Duration processor) {
        double coresSince(Pod before) {
            return (double) processor.minus(before.processor).toNanos()
                    / Duration.between(before.at, at).toNanos();
        }
    }

    static NodeUse of(KubernetesInProcesses kubernetes, String node) {
        try {
            JsonNode said = JSON.readTree(kubernetes
                    .kubectl("get", "--raw", "/api/v1/nodes/" + node + "/proxy/stats/summary")
                    .orThrow());
            Map<String, Pod> pods = new TreeMap<>();
            for (JsonNode pod : said.path("pods")) {
                pods.put(
                        pod.at("/podRef/name").asText(),
                        new Pod(
                                Instant.parse(pod.at("/cpu/time").asText()),
                                pod.at("/memory/rssBytes").asLong(),
                                pod.at("/memory/workingSetBytes").asLong(),
                                Duration.ofNanos(
                                        pod.at("/cpu/usageCoreNanoSeconds").asLong())));
            }
            return new NodeUse(pods);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether every pod was looked at again, some time later: kubelets look every quarter of a minute or so. */
    boolean isAfter(NodeUse before, Duration time) {
        return pods.entrySet().stream().allMatch(pod -> pod.getValue()
                .at()
                .isAfter(before.pods.get(pod.getKey()).at().plus(time)));
    }

    long rssMebibytes() {
        return pods.values().stream().mapToLong(Pod::rss).sum() >> 20;
    }

    double coresSince(NodeUse before) {
        return pods.entrySet().stream()
                .mapToDouble(pod -> pod.getValue().coresSince(before.pods.get(pod.getKey())))
                .sum();
    }

    /** A line for each pod. */
    String tableSince(NodeUse before) {
        return pods.entrySet().stream()
                .map(pod -> String.format(
                        Locale.ROOT,
                        "%-45s %4d MiB RSS %4d MiB working set %.3f cores",
                        pod.getKey(),
                        pod.getValue().rss() >> 20,
                        pod.getValue().workingSet() >> 20,
                        pod.getValue().coresSince(before.pods.get(pod.getKey()))))
                .collect(Collectors.joining("\n"));
    }
}
