/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bauta.placement.api.v1alpha1.Condition;
import io.bauta.placement.api.v1alpha1.EdgeSite;
import io.bauta.placement.cluster.Labels;
import io.bauta.placement.cluster.StagedCluster;
import io.bauta.placement.guard.Violation;
import io.bauta.placement.metrics.PlacementMetrics;
import io.bauta.placement.reconcile.Operation;
import io.bauta.testing.kubernetes.KubernetesInProcesses;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An intruder puts what can see raw media where it must not be; the admission policies are not there to stop him. */
class PodGuardIT {
    @RegisterExtension
    static final KubernetesInProcesses kubernetes = KubernetesInProcesses.apiServer();

    private static final String BUDGET = "mine";

    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private StagedCluster cluster;
    private KubernetesClient client;
    private Operation operation;

    @BeforeEach
    void aCity() throws IOException {
        cluster = StagedCluster.emptied(kubernetes);
        client = cluster.client();
        cluster.hasNode("gate", "edge");
        cluster.hasNode("fog-1", "fog");
        client.resource(City.site("gate")).create();
    }

    @AfterEach
    void everythingStops() {
        if (operation != null) {
            operation.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aPodWithTheRawAccountOnTheFogIsReportedAndToldToGo() {
        begins();

        cluster.hasPod("thief", "fog-1", "bauta-raw");

        soon("it to be told to go").until(() -> isToldToGo("thief"));
        soon("the event")
                .untilAsserted(
                        () -> assertThat(events())
                                .anyMatch(
                                        event -> event.getReason().equals("RawPodAstray")
                                                && event.getInvolvedObject()
                                                        .getName()
                                                        .equals("thief")
                                                && event.getMessage()
                                                        .equals(
                                                                "pod bauta/thief has the account bauta-raw and runs in fog-1, which is no edge node")));
        soon("the site to say it").until(() -> contained().status().equals("False"));
        assertThat(contained().message()).contains("bauta/thief");
        assertThat(figures.get("bauta_placement_violations")
                        .tag("reason", "not-an-edge-node")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(figures.get("bauta_placement_pods_astray").gauge().value()).isEqualTo(1);

        client.pods()
                .inNamespace(City.NAMESPACE)
                .withName("thief")
                .withGracePeriod(0)
                .delete();

        soon("the site to say that it is over").until(() -> contained().status().equals("True"));
        assertThat(figures.get("bauta_placement_pods_astray").gauge().value()).isZero();
    }

    @Test
    void whatWasThereBeforeTheOperatorIsFoundToo() {
        cluster.hasPod("old", "fog-1", "bauta-raw");
        cluster.hasPod("good", "gate", "bauta-raw");
        cluster.hasPod("other", "fog-1", "bauta");

        begins();

        soon("it to be told to go").until(() -> isToldToGo("old"));
        assertThat(operation.guard().violations()).extracting(Violation::pod).containsExactly("old");
        assertThat(isToldToGo("good")).isFalse();
        assertThat(isToldToGo("other")).isFalse();
    }

    @Test
    void aDisruptionBudgetProtectsNobody() {
        client.resource(new PodDisruptionBudgetBuilder()
                        .withNewMetadata()
                        .withName(BUDGET)
                        .withNamespace(City.NAMESPACE)
                        .endMetadata()
                        .withNewSpec()
                        .withNewMinAvailable(1)
                        .withNewSelector()
                        .addToMatchLabels("app", "thief")
                        .endSelector()
                        .endSpec()
                        .build())
                .create();
        cluster.hasPod("thief", "fog-1", "bauta-raw");
        cluster.podRuns("thief");

        begins();

        soon("it to be gone").until(() -> pod("thief").isEmpty());
        assertThat(figures.get("bauta_placement_evictions")
                        .tag("outcome", "deleted")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whenANodeIsOfTheEdgeNoMoreItsPodsAreToldToGo() {
        cluster.hasPod("good", "gate", "bauta-raw");
        begins();
        soon("the cluster to be known").until(() -> operation.guard().isWatching());
        assertThat(isToldToGo("good")).isFalse();

        client.nodes().withName("gate").edit(node -> new NodeBuilder(node)
                .editMetadata()
                .addToLabels(Labels.TIER, "fog")
                .endMetadata()
                .build());

        soon("it to be told to go").until(() -> isToldToGo("good"));
    }

    private void begins() {
        operation = new Operation(cluster.operator(), City.SETTINGS, Optional::empty, new PlacementMetrics(figures));
        operation.start();
    }

    private static ConditionFactory soon(String what) {
        return await(what).atMost(StagedCluster.SOON).ignoreExceptions();
    }

    private Optional<Pod> pod(String name) {
        return Optional.ofNullable(
                client.pods().inNamespace(City.NAMESPACE).withName(name).get());
    }

    /** No kubelet is there to end it. */
    private boolean isToldToGo(String name) {
        return pod(name)
                .map(pod -> pod.getMetadata().getDeletionTimestamp() != null)
                .orElse(true);
    }

    private List<Event> events() {
        return client.v1().events().inNamespace(City.NAMESPACE).list().getItems();
    }

    private Condition contained() {
        return client
                .resources(EdgeSite.class)
                .inNamespace(City.NAMESPACE)
                .withName(City.SITE)
                .get()
                .getStatus()
                .conditions()
                .stream()
                .filter(one -> one.type().equals("RawContained"))
                .findFirst()
                .orElseThrow();
    }
}
