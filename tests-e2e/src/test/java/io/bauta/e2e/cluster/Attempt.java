/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.cluster;

import io.bauta.e2e.chart.Chart;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;

/**
 * A pod somebody would like to have, in short words; {@code c(IMAGE)} stands for a container of that image that keeps the
 * restricted standard, as the whole pod does, and {@code t(IMAGE)} for one without a digest.
 *
 * @param namespace in which
 * @param labels of the pod, as YAML
 * @param spec what else the pod has, as YAML
 */
record Attempt(String namespace, String labels, String spec) {
    private static final String DIGEST = "@sha256:" + "a".repeat(64);
    private static final String CONTAINER = "{name: c, image: '$1', securityContext:"
            + " {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}, resources: {limits: {memory: 8Mi}}}";
    private static final String SECURITY =
            "securityContext: {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: RuntimeDefault}}";

    /** What makes pods, each with the API it belongs to and how it wraps a pod's template. */
    private static final Map<String, String> WRAPPINGS = Map.of(
            "Pod", "apiVersion: v1\nmetadata: {name: a, labels: {}}\nspec: %2$s",
            "PodTemplate", "apiVersion: v1\nmetadata: {name: a}\ntemplate: %1$s",
            "ReplicationController", "apiVersion: v1\nmetadata: {name: a}\nspec: {selector: {a: b}, template: %1$s}",
            "Deployment",
                    "apiVersion: apps/v1\nmetadata: {name: a}\nspec: {selector: {matchLabels: {a: b}}, template: %1$s}",
            "ReplicaSet",
                    "apiVersion: apps/v1\nmetadata: {name: a}\nspec: {selector: {matchLabels: {a: b}}, template: %1$s}",
            "DaemonSet",
                    "apiVersion: apps/v1\nmetadata: {name: a}\nspec: {selector: {matchLabels: {a: b}}, template: %1$s}",
            "StatefulSet",
                    "apiVersion: apps/v1\nmetadata: {name: a}\nspec: {serviceName: a, selector: {matchLabels: {a: b}}, template: %1$s}",
            "Job", "apiVersion: batch/v1\nmetadata: {name: a}\nspec: {template: %1$s}",
            "CronJob",
                    "apiVersion: batch/v1\nmetadata: {name: a}\nspec: {schedule: '0 0 * * *', jobTemplate: {spec: {template: %1$s}}}");

    Attempt {
        labels = labels == null ? "" : labels;
    }

    static Iterable<String> kinds() {
        return WRAPPINGS.keySet();
    }

    /** Why it is refused; empty where it is let in. Nothing is left behind. */
    Optional<KubernetesClientException> by(KubernetesClient client) {
        return by(client, "Pod");
    }

    /** The same, as something that makes such pods. */
    Optional<KubernetesClientException> by(KubernetesClient client, String kind) {
        try {
            client.resource(as(kind)).inNamespace(namespace).dryRun().create();
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            return Optional.of(refused);
        }
    }

    HasMetadata as(String kind) {
        String pod = "{"
                + spec.replaceAll("c\\(([^)@]*)\\)", "c($1" + DIGEST + ")").replaceAll("[ct]\\(([^)]*)\\)", CONTAINER)
                + (spec.contains("securityContext: {}") ? "" : ", " + SECURITY)
                + (kind.endsWith("Job") ? ", restartPolicy: Never}" : "}");
        String all = "{a: b" + (labels.isEmpty() ? "" : ", " + labels) + "}";
        String wrapped = WRAPPINGS
                .get(kind)
                .replace("labels: {}", "labels: " + all)
                .formatted("{metadata: {labels: " + all + "}, spec: " + pod + "}", pod);
        return Chart.objects("kind: " + kind + "\n" + wrapped).getFirst();
    }
}
