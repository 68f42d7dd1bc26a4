/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.e2e.chart.Chart;
import io.bauta.e2e.house.Repository;
import io.bauta.testing.kubernetes.Cluster;
import io.bauta.testing.kubernetes.CommandOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the chart makes, an API server takes as it is: no field unknown, nothing that the restricted standard forbids. */
class PresetsOnApiServerTest {
    @RegisterExtension
    static final Cluster cluster = Cluster.atHand();

    private static final List<String> TIERS = List.of("edge", "fog", "cloud");

    @TempDir
    static Path folder;

    @BeforeAll
    static void policiesAndAccounts() {
        Guards.install(cluster);
        // The chart's test is a pod, and a pod's account must be there.
        cluster.kubectl("-n", "bauta", "create", "serviceaccount", "bauta");
    }

    @AfterAll
    static void nothingIsLeft() {
        cluster.kubectl("-n", "bauta", "delete", "serviceaccount", "bauta", "--ignore-not-found");
    }

    static Stream<Named<Chart>> charts() {
        List<Path> presets = Chart.presets();
        Stream<Named<Chart>> everyPreset =
                presets.stream().map(preset -> Named.of(preset.getFileName().toString(), city().with(preset)));
        Stream<Named<Chart>> everyTier =
                Stream.iterate(1, n -> n < 8, n -> n + 1).map(bits -> tiers(city(), bits));
        Stream<Named<Chart>> overlays = Stream.of("one-node", "edge-fog-cloud")
                .map(name -> Named.of(name, city().with(Repository.path("k8s/overlays/" + name + ".yaml"))));
        Stream<Named<Chart>> severalClusters = Stream.of(
                Named.of(
                        "multi-cluster-edge",
                        city().withValues(Chart.EXTERNAL)
                                .with(Repository.path("k8s/overlays/multi-cluster-edge.yaml"))),
                Named.of(
                        "multi-cluster-fog",
                        city().with("fog.broker.advertisedHost", "fog.city.example")
                                .with(Repository.path("k8s/overlays/multi-cluster-fog.yaml"))));
        Stream<Named<Chart>> others = Stream.of(
                Named.of("external Kafka", city().withValues(Chart.EXTERNAL)),
                Named.of(
                        "everything else",
                        city().with("cloud.partner.ingress.enabled", "true")
                                .with("cloud.partner.ingress.host", "partner.city.example")
                                .with("edge.broker.storage", "Disk")
                                .with("edge.broker.nodeDiskIsEncrypted", "true")
                                .with("edge.runtimeClassName", "nvidia")
                                .with("edge.startGate.shut[0]", "10.0.0.1:443")
                                .with("fog.analytics.autoscaling.enabled", "true")
                                .with("fog.broker.readers[0].name", "acme")
                                .with("metricsNamespace", "monitoring")));
        return Stream.of(everyPreset, everyTier, overlays, severalClusters, others)
                .flatMap(charts -> charts);
    }

    private static Chart city() {
        return new Chart().withValues(Chart.TWO_NODES + Chart.BY_DIGEST);
    }

    private static Named<Chart> tiers(Chart chart, int bits) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < TIERS.size(); i++) {
            boolean on = (bits & 1 << i) != 0;
            chart.with(TIERS.get(i) + ".enabled", Boolean.toString(on));
            name.append(on ? TIERS.get(i) + " " : "");
        }
        return Named.of(name.toString(), (bits & 2) == 0 ? chart.withValues(Chart.EXTERNAL) : chart);
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyObjectIsTaken(Chart chart) throws IOException {
        String text = chart.text();
        Path file = Files.writeString(Files.createTempFile(folder, "chart", ".yaml"), text);

        CommandOutcome outcome = cluster.kubectl(
                "apply", "--server-side", "--dry-run=server", "--validate=strict", "-f", file.toString());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines()).hasSameSizeAs(Chart.objects(text));
    }
}
