/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bauta.placement.City;
import io.bauta.placement.Definitions;
import io.bauta.placement.api.v1alpha1.AnonymisationPolicy;
import io.bauta.placement.api.v1alpha1.Camera;
import io.bauta.placement.api.v1alpha1.EdgeSite;
import io.bauta.placement.api.v1alpha1.Microphone;
import io.bauta.placement.reconcile.Operation;
import io.bauta.testing.kubernetes.KubernetesInProcesses;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * A real API server on which a city is staged: nodes and pods are objects, and nobody but the test says what becomes of them.
 */
public final class StagedCluster implements AutoCloseable {
    public static final Duration SOON = Duration.ofSeconds(60);

    /** As whom the operator runs. */
    public static final String OPERATOR = OperatorRights.ACCOUNT;

    private static final int AT_ONCE = 24;

    private final KubernetesClient client;
    private final KubernetesClient operator;

    private StagedCluster(Config admin) {
        client = new KubernetesClientBuilder().withConfig(admin).build();
        operator = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(admin)
                        .withImpersonateUsername(OPERATOR)
                        .build())
                .withKubernetesSerialization(Operation.reader())
                .build();
    }

    /** Has definitions, an empty namespace and its accounts, and nothing else. */
    public static StagedCluster emptied(KubernetesInProcesses kubernetes) throws IOException {
        StagedCluster cluster =
                new StagedCluster(Config.fromKubeconfig(kubernetes.kubeconfig().toFile()));
        cluster.isEmptied();
        return cluster;
    }

    /** Everything is allowed to it. */
    public KubernetesClient client() {
        return client;
    }

    /** May what the chart lets the operator. */
    public KubernetesClient operator() {
        return operator;
    }

    private void isEmptied() throws IOException {
        try (Stream<Path> files = Files.list(Definitions.CHART)) {
            for (Path file : files.toList()) {
                try (InputStream definition = Files.newInputStream(file)) {
                    client.load(definition).forceConflicts().serverSideApply();
                }
            }
        }
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(City.NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        for (Class<? extends HasMetadata> type :
                List.of(Camera.class, Microphone.class, AnonymisationPolicy.class, EdgeSite.class)) {
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> client.resources(type).inAnyNamespace().list().getItems() != null);
            client.resources(type).inNamespace(City.NAMESPACE).delete();
        }
        for (String account : List.of("bauta", "bauta-raw", "bauta-placement")) {
            client.resource(new ServiceAccountBuilder()
                            .withNewMetadata()
                            .withName(account)
                            .withNamespace(City.NAMESPACE)
                            .endMetadata()
                            .build())
                    .serverSideApply();
        }
        client.load(new ByteArrayInputStream(OperatorRights.ofTheChart().getBytes(UTF_8)))
                .serverSideApply();
        client.apps().daemonSets().inNamespace(City.NAMESPACE).delete();
        client.configMaps().inNamespace(City.NAMESPACE).delete();
        client.policy().v1().podDisruptionBudget().inNamespace(City.NAMESPACE).delete();
        client.v1().events().inNamespace(City.NAMESPACE).delete();
        client.pods().inNamespace(City.NAMESPACE).withGracePeriod(0).delete();
        client.nodes().delete();
    }

    /** A node that is ready, and the workloads that the chart makes for it. */
    public void hasNode(String name, String tier) {
        node(name, tier).forEach(object -> client.resource(object).create());
    }

    /** The same as objects. */
    public static List<HasMetadata> node(String name, String tier) {
        List<HasMetadata> all = new ArrayList<>();
        all.add(new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(Labels.HOSTNAME, name)
                .addToLabels(Labels.TIER, tier)
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build());
        if (tier.equals(Labels.EDGE)) {
            Workload.COMPONENTS.forEach(component -> all.add(DaemonSets.of(component, name)));
        }
        return all;
    }

    /** Makes all of them, many at a time. */
    public void hasAll(List<HasMetadata> objects) throws InterruptedException {
        Semaphore places = new Semaphore(AT_ONCE);
        ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (HasMetadata object : objects) {
                places.acquire();
                threads.execute(() -> {
                    try {
                        client.resource(object).create();
                    } catch (RuntimeException e) {
                        failures.add(e);
                    } finally {
                        places.release();
                    }
                });
            }
        }
        assertThat(failures).isEmpty();
    }

    public void isReady(String node, boolean ready) {
        client.nodes()
                .withName(node)
                .subresource("status")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), """
                {"status": {"conditions": [{"type": "Ready", "status": "%s", "reason": "Played",
                  "lastTransitionTime": "2026-11-28T00:00:00Z", "lastHeartbeatTime": "2026-11-28T00:00:00Z"}]}}
                """.formatted(ready ? "True" : "Unknown"));
    }

    /** Somebody says that a node will not come back. */
    public void isOutOfService(String node) {
        client.nodes().withName(node).edit(found -> new NodeBuilder(found)
                .editSpec()
                .addToTaints(new Taint("NoExecute", Labels.OUT_OF_SERVICE, null, "nodeshutdown"))
                .endSpec()
                .build());
    }

    /** A pod of the namespace that is bound by hand. */
    public void hasPod(String name, String node, String account) {
        client.resource(City.pod(name, node, account)).create();
    }

    /** What a kubelet would say: budgets are for pods that run. */
    public void podRuns(String name) {
        client.pods()
                .inNamespace(City.NAMESPACE)
                .withName(name)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        "{\"status\": {\"phase\": \"Running\", \"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}}");
    }

    @Override
    public void close() {
        operator.close();
        client.close();
    }
}
