/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bauta.placement.City;
import io.bauta.placement.Definitions;
import io.bauta.placement.api.v1alpha1.AnonymisationPolicy;
import io.bauta.placement.api.v1alpha1.Camera;
import io.bauta.placement.api.v1alpha1.EdgeSite;
import io.bauta.placement.api.v1alpha1.Microphone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real API server with an empty store, whose kubeconfig the system property {@code placement.kubeconfig} names; skipped
 * without one. It needs etcd and kube-apiserver only: nodes are objects, and {@link DaemonSets} does what a controller would.
 */
public final class ApiServer {
    public static final Duration SOON = Duration.ofSeconds(60);

    private ApiServer() {}

    /** A client of it. Only one on this machine is taken: what is there is deleted. */
    public static Config config() throws IOException {
        String file = System.getProperty("placement.kubeconfig", "");
        assumeTrue(
                !file.isEmpty(), "no API server: start etcd and kube-apiserver, and give -Dplacement.kubeconfig=FILE");
        Config config = Config.fromKubeconfig(Files.readString(Path.of(file)));
        assertThat(URI.create(config.getMasterUrl()).getHost())
                .as("only an API server of this machine is used: it is emptied")
                .isIn("127.0.0.1", "localhost");
        return config;
    }

    public static KubernetesClient client() throws IOException {
        return new KubernetesClientBuilder().withConfig(config()).build();
    }

    /** Leaves definitions and an empty namespace, and nothing else. */
    public static void isEmptied(KubernetesClient client) throws IOException {
        try (Stream<Path> files = Files.list(Definitions.CHART)) {
            for (File file : files.map(Path::toFile).toList()) {
                client.load(Files.newInputStream(file.toPath()))
                        .forceConflicts()
                        .serverSideApply();
            }
        }
        for (Class<? extends HasMetadata> type :
                List.of(Camera.class, Microphone.class, AnonymisationPolicy.class, EdgeSite.class)) {
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> client.resources(type).inAnyNamespace().list().getItems() != null);
            client.resources(type).inNamespace(City.NAMESPACE).delete();
        }
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(City.NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        client.apps().daemonSets().inNamespace(City.NAMESPACE).delete();
        client.configMaps().inNamespace(City.NAMESPACE).delete();
        client.pods().inNamespace(City.NAMESPACE).withGracePeriod(0).delete();
        client.nodes().delete();
    }

    /** A node that is ready, and the workloads that the chart makes for it. */
    public static void hasNode(KubernetesClient client, String name, String tier) {
        client.nodes()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("kubernetes.io/hostname", name)
                        .addToLabels(Labels.TIER, tier)
                        .endMetadata()
                        .build())
                .create();
        isReady(client, name, true);
        if (tier.equals(Labels.EDGE)) {
            Workload.COMPONENTS.forEach(
                    component -> client.resource(daemonSet(component, name)).create());
        }
    }

    public static void isReady(KubernetesClient client, String node, boolean ready) {
        client.nodes()
                .withName(node)
                .subresource("status")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), """
                {"status": {"conditions": [{"type": "Ready", "status": "%s", "reason": "Played",
                  "lastTransitionTime": "2026-11-28T00:00:00Z", "lastHeartbeatTime": "2026-11-28T00:00:00Z"}]}}
                """.formatted(ready ? "True" : "Unknown"));
    }

    /** Somebody says that a node will not come back. */
    public static void isOutOfService(KubernetesClient client, String node) {
        client.nodes().withName(node).edit(found -> new NodeBuilder(found)
                .editSpec()
                .addToTaints(new Taint("NoExecute", Labels.OUT_OF_SERVICE, null, "nodeshutdown"))
                .endSpec()
                .build());
    }

    /** A pod that is bound by hand. */
    public static void hasPod(KubernetesClient client, String namespace, String name, String node, String account) {
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .addToLabels("app", name)
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName(node)
                        .withServiceAccountName(account)
                        .addNewContainer()
                        .withName("c")
                        .withImage("busybox")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    /** What a kubelet would say: budgets are for pods that run. */
    public static void podRuns(KubernetesClient client, String namespace, String name) {
        client.pods()
                .inNamespace(namespace)
                .withName(name)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        "{\"status\": {\"phase\": \"Running\", \"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}}");
    }

    private static DaemonSet daemonSet(String component, String node) {
        return new DaemonSetBuilder()
                .withNewMetadata()
                .withName("city-" + component + "-" + node)
                .withNamespace(City.NAMESPACE)
                .addToLabels(Labels.COMPONENT, component)
                .addToLabels(Labels.NODE, node)
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("pod", component + "-" + node)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("pod", component + "-" + node)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("c")
                .withImage("bauta/" + component)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** For benchmarks: a node without anything else. */
    public static Node plainNode(String name) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("kubernetes.io/hostname", name)
                .addToLabels(Labels.TIER, Labels.EDGE)
                .endMetadata()
                .build();
    }
}
