/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Something that makes pods.
 *
 * @param name of the workload
 * @param labels of its pods
 * @param pod what its pods are
 */
record Workload(String name, Map<String, String> labels, PodSpec pod) {
    static List<Workload> in(List<HasMetadata> objects) {
        return objects.stream().flatMap(Workload::of).toList();
    }

    private static Stream<Workload> of(HasMetadata object) {
        PodTemplateSpec template =
                switch (object) {
                    case DaemonSet set -> set.getSpec().getTemplate();
                    case Deployment deployment -> deployment.getSpec().getTemplate();
                    case StatefulSet set -> set.getSpec().getTemplate();
                    default -> null;
                };
        return template == null
                ? Stream.empty()
                : Stream.of(new Workload(
                        object.getMetadata().getName(), template.getMetadata().getLabels(), template.getSpec()));
    }

    String component() {
        return labels.get("app.kubernetes.io/component");
    }

    String tier() {
        return labels.get("bauta.io/tier");
    }

    String node() {
        return labels.getOrDefault("bauta.io/node", "");
    }

    Container container() {
        return pod.getContainers().getFirst();
    }

    /** The names of the Secrets it mounts. */
    List<String> secrets() {
        return pod.getVolumes().stream()
                .filter(volume -> volume.getSecret() != null)
                .map(volume -> volume.getSecret().getSecretName())
                .toList();
    }

    /** The environment, as far as it is written down. */
    String variable(String name) {
        return container().getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .map(variable -> variable.getValue())
                .findFirst()
                .orElse("");
    }

    @Override
    public String toString() {
        return name;
    }
}
