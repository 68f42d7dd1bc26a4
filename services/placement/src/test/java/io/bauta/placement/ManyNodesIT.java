/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bauta.placement.api.v1alpha1.Camera;
import io.bauta.placement.cluster.DaemonSets;
import io.bauta.placement.cluster.StagedCluster;
import io.bauta.testing.kubernetes.KubernetesInProcesses;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The packaged operator comes to a city of edge nodes, three cameras each, on which nothing was told yet. More nodes
 * are measured with {@code -Dplacement.nodes=1000}; the figures are printed.
 */
class ManyNodesIT {
    @RegisterExtension
    static final KubernetesInProcesses kubernetes = KubernetesInProcesses.apiServer();

    private static final int NODES = Integer.getInteger("placement.nodes", 200);
    private static final int HEAP = Integer.getInteger("placement.heap", 56);
    private static final int NODES_OF_A_SITE = 100;
    private static final int CAMERAS_OF_A_NODE = 3;
    private static final long CAMERAS = (long) NODES * CAMERAS_OF_A_NODE;
    private static final List<String> RAW = List.of("edge-broker", "ingestion", "video-anonymiser", "audio-anonymiser");
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    /** 200 MB, for a city of up to a thousand nodes. */
    private static final long MEBIBYTES = 190;

    @Test
    void everyCameraIsMadeAnonymousSomewhere() throws IOException, InterruptedException {
        long staged = System.nanoTime();
        try (StagedCluster cluster = StagedCluster.emptied(kubernetes)) {
            cluster.hasAll(city());
            cluster.client().resource(City.policy("street", 1, "solid")).create();
            print("staged after %.0f s", seconds(staged));
            DaemonSets played = new DaemonSets(cluster.client());
            try (PackagedOperator operator = new PackagedOperator(kubernetes.kubeconfig(), HEAP)) {
                long begun = System.nanoTime();
                until(() -> operator.sensors("waiting") + operator.sensors("anonymising") >= CAMERAS);
                print("all assigned after %.1f s", seconds(begun));
                until(() -> operator.sensors("anonymising") == CAMERAS);
                print(
                        "all anonymous after %.1f s; memory %d MiB, at most %d MiB; calls %s",
                        seconds(begun), operator.mebibytes(), operator.peakMebibytes(), operator.calls());

                eachSaysWhere(cluster.client());
                oneMore(cluster.client(), operator);
                if (NODES <= 1000) {
                    assertThat(operator.peakMebibytes()).isLessThanOrEqualTo(MEBIBYTES);
                }
            } finally {
                played.close();
            }
        }
    }

    private static void eachSaysWhere(KubernetesClient client) {
        await().atMost(StagedCluster.SOON).untilAsserted(() -> assertThat(client.resources(Camera.class)
                        .inNamespace(City.NAMESPACE)
                        .list()
                        .getItems())
                .hasSize(Math.toIntExact(CAMERAS))
                .allSatisfy(camera -> {
                    assertThat(camera.getStatus().node()).startsWith("n");
                    assertThat(camera.getStatus().conditions())
                            .anyMatch(condition -> condition.type().equals("Anonymising")
                                    && condition.status().equals("True"));
                }));
        assertThat(client.configMaps()
                        .inNamespace(City.NAMESPACE)
                        .withLabel("bauta.io/node")
                        .list()
                        .getItems())
                .hasSizeLessThanOrEqualTo(NODES)
                .hasSizeGreaterThan(NODES / 2);
    }

    /** What changes costs what it touches, not what the city has. */
    private static void oneMore(KubernetesClient client, PackagedOperator operator) throws IOException {
        long before = operator.calls().getOrDefault("patch", 0L);
        long declared = System.nanoTime();
        client.resource(City.camera("late", "site-0", "street")).create();
        until(() -> operator.sensors("anonymising") == CAMERAS + 1);
        long calls = operator.calls().getOrDefault("patch", 0L) - before;
        print("one more camera after %.1f s, with %d patches", seconds(declared), calls);
        assertThat(calls).isLessThan(NODES_OF_A_SITE);
    }

    private static List<HasMetadata> city() {
        List<HasMetadata> city = new ArrayList<>();
        for (int from = 0; from < NODES; from += NODES_OF_A_SITE) {
            String site = "site-" + from / NODES_OF_A_SITE;
            List<String> names = IntStream.range(from, Math.min(NODES, from + NODES_OF_A_SITE))
                    .mapToObj(i -> "n" + i)
                    .toList();
            city.add(City.site(site, names, 6.5));
            for (String name : names) {
                city.addAll(StagedCluster.node(name, "edge"));
                RAW.forEach(component -> city.add(City.pod(component + "-" + name, name, "bauta-raw")));
                IntStream.range(0, CAMERAS_OF_A_NODE)
                        .mapToObj(i -> City.camera(name + "-c" + i, site, "street"))
                        .forEach(city::add);
            }
        }
        return city;
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(condition);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void print(String figures, Object... values) {
        System.out.println(NODES + " nodes, " + CAMERAS + " cameras: " + String.format(Locale.ROOT, figures, values));
    }
}
