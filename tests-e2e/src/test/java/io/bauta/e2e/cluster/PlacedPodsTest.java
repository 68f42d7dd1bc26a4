/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.marcnuri.helm.Helm;
import io.bauta.e2e.chart.Chart;
import io.bauta.e2e.house.Repository;
import io.bauta.testing.kubernetes.KubernetesInProcesses;
import io.bauta.testing.kubernetes.KubernetesPart;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A city on one cluster: two edge nodes, fog, cloud and an office that is none of these, all of them played. The real
 * scheduler and the real controllers place what Helm installs, and go on when nodes are lost.
 */
class PlacedPodsTest {
    @RegisterExtension
    static final KubernetesInProcesses kubernetes = KubernetesInProcesses.shared();

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PODS_OF_A_NODE = 6;
    private static final int PODS = 2 * PODS_OF_A_NODE + 1 + 2 + 2;

    @TempDir
    static Path folder;

    private static KubernetesClient admin;
    private static KubernetesPart lasting;
    private static KubernetesPart mortal;

    @BeforeAll
    static void aCity() throws IOException {
        Guards.install(kubernetes);
        admin = Clients.administrator(kubernetes);
        Path file = Files.writeString(folder.resolve("nodes.yaml"), nodes());
        kubernetes.kubectl("apply", "-f", file.toString()).orThrow();
        lasting = kubernetes.nodes("lasting");
        mortal = kubernetes.nodes("mortal");
        install();
        everyPodRuns();
    }

    private static void everyPodRuns() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pods()).hasSize(PODS).allMatch(pod -> "Running"
                        .equals(pod.getStatus().getPhase())));
    }

    private static String nodes() {
        String node = """
                apiVersion: v1
                kind: Node
                metadata: {name: %1$s, labels: {kubernetes.io/hostname: %1$s, bauta.io/tier: %2$s, kwok: %3$s}}
                spec: {taints: [%4$s]}
                ---
                """;
        String taint = "{key: bauta.io/tier, value: edge, effect: NoSchedule}";
        return node.formatted("jetson-7.city.example", "edge", "lasting", taint)
                + node.formatted("gate", "edge", "mortal", taint)
                + node.formatted("fog-1", "fog", "lasting", "")
                + node.formatted("fog-2", "fog", "mortal", "")
                + node.formatted("cloud-1", "cloud", "lasting", "")
                + node.formatted("office-1", "office", "lasting", "")
                + """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: fog}
                spec:
                  capacity: {storage: 100Gi}
                  accessModes: [ReadWriteOnce]
                  hostPath: {path: /srv/fog}
                """;
    }

    private static void install() throws IOException {
        new Helm(Chart.FOLDER)
                .install()
                .withKubeConfig(kubernetes.kubeconfig())
                .withName("city")
                .withNamespace("bauta")
                .withValuesFile(Repository.path("k8s/overlays/edge-fog-cloud.yaml"))
                .withValuesFile(Files.writeString(folder.resolve("city.yaml"), Chart.TWO_NODES + Chart.BY_DIGEST))
                .call();
    }

    private static List<Pod> pods() {
        return admin.pods()
                .inNamespace("bauta")
                .withLabel("app.kubernetes.io/instance", "city")
                .list()
                .getItems();
    }

    @AfterAll
    static void nothingIsLeft() {
        if (admin == null) {
            return;
        }
        Helm.uninstall("city")
                .withKubeConfig(kubernetes.kubeconfig())
                .withNamespace("bauta")
                .ignoreNotFound()
                .call();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(pods()).isEmpty());
        kubernetes.kubectl("-n", "bauta", "delete", "pvc", "--all").orThrow();
        kubernetes
                .kubectl("delete", "-f", folder.resolve("nodes.yaml").toString())
                .orThrow();
        lasting.close();
        mortal.close();
        admin.close();
    }

    @Test
    void everyPodStandsOnANodeOfItsTier() {
        assertThat(pods()).allSatisfy(pod -> {
            String node = pod.getSpec().getNodeName();
            assertThat(tier(node)).isEqualTo(label(pod, "bauta.io/tier"));
            if (label(pod, "bauta.io/tier").equals("edge")) {
                assertThat(node)
                        .isEqualTo(Map.of("market-square", "jetson-7.city.example", "gate", "gate")
                                .get(label(pod, "bauta.io/node")));
            }
        });
    }

    /** That lost nodes are noticed is seen by the fog: there a pod moves to the node that is left. */
    @Test
    void whatALostEdgeNodeDidIsDoneNowhereElse() {
        Map<String, String> before = ofGate();
        assertThat(before).hasSize(PODS_OF_A_NODE);
        Pod onFog2 = analytics().stream()
                .filter(pod -> "fog-2".equals(pod.getSpec().getNodeName()))
                .findFirst()
                .orElseThrow();

        mortal.kill();
        try {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(analytics())
                    .hasSize(2)
                    .allMatch(pod -> "fog-1".equals(pod.getSpec().getNodeName()))
                    .noneMatch(pod -> pod.getMetadata()
                            .getUid()
                            .equals(onFog2.getMetadata().getUid())));
            assertThat(ofGate()).isEqualTo(before);
            deletedByHandTheyWaitForTheirNode();
        } finally {
            mortal = kubernetes.nodes("mortal");
        }

        everyPodRuns();
        everyPodStandsOnANodeOfItsTier();
    }

    private static List<Pod> analytics() {
        return pods().stream()
                .filter(pod -> "analytics".equals(label(pod, "app.kubernetes.io/component")))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    /** Their controllers know of no node for them now. */
    private static void deletedByHandTheyWaitForTheirNode() {
        kubernetes
                .kubectl("-n", "bauta", "delete", "pod", "-l", "bauta.io/node=gate", "--force", "--grace-period=0")
                .orThrow();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(admin.apps()
                        .daemonSets()
                        .inNamespace("bauta")
                        .withLabel("bauta.io/node", "gate")
                        .list()
                        .getItems())
                .hasSize(PODS_OF_A_NODE)
                .allMatch(set -> set.getStatus().getDesiredNumberScheduled() == 0
                        && set.getStatus().getCurrentNumberScheduled() == 0));
        assertThat(ofGate()).isEmpty();
    }

    /** By their identity, where they stand. */
    private static Map<String, String> ofGate() {
        return pods().stream()
                .filter(pod -> "gate".equals(label(pod, "bauta.io/node")))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .collect(Collectors.toMap(
                        pod -> pod.getMetadata().getUid(),
                        pod -> String.valueOf(pod.getSpec().getNodeName())));
    }

    @Test
    void theEdgeIsNotInstalledWhereAGuardIsMissing() {
        kubernetes
                .kubectl("delete", "validatingadmissionpolicybinding", "bauta-only-the-scheduler-binds")
                .orThrow();
        try {
            assertThatThrownBy(() -> new Helm(Chart.FOLDER)
                            .install()
                            .withKubeConfig(kubernetes.kubeconfig())
                            .withName("second")
                            .withNamespace("bauta")
                            .call())
                    .hasMessageContaining("the cluster has no policy bauta-only-the-scheduler-binds");
        } finally {
            Guards.install(kubernetes);
        }
    }

    private static String label(Pod pod, String name) {
        return pod.getMetadata().getLabels().get(name);
    }

    private static String tier(String node) {
        return admin.nodes().withName(node).get().getMetadata().getLabels().get("bauta.io/tier");
    }
}
