/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart makes, for every preset and every choice of tiers. */
class RenderedChartTest {
    private static final Set<String> RAW = Set.of("edge-broker", "ingestion", "video-anonymiser", "audio-anonymiser");

    private static final List<Named<List<HasMetadata>>> CHOICES = Chart.presets().stream()
            .flatMap(preset -> Stream.iterate(1, n -> n < 8, n -> n + 1).map(bits -> chosen(preset, bits)))
            .toList();

    static List<Named<List<HasMetadata>>> everyChoice() {
        return CHOICES;
    }

    private static Named<List<HasMetadata>> chosen(Path preset, int bits) {
        List<String> tiers = List.of("edge", "fog", "cloud");
        Chart chart = new Chart().withValues(Chart.TWO_NODES).with(preset);
        StringBuilder name = new StringBuilder(preset.getFileName().toString());
        for (int i = 0; i < tiers.size(); i++) {
            boolean on = (bits & 1 << i) != 0;
            chart.with(tiers.get(i) + ".enabled", Boolean.toString(on));
            name.append(on ? " " + tiers.get(i) : "");
        }
        if ((bits & 2) == 0) {
            chart.withValues(Chart.EXTERNAL);
        }
        return Named.of(name.toString(), chart.objects());
    }

    @Test
    void helmHasNothingAgainstIt() {
        assertThat(Chart.lint().isFailed())
                .as(Chart.lint().getMessages().toString())
                .isFalse();
        assertThat(Chart.lint().getMessages()).noneMatch(line -> line.matches("\\[(WARNING|ERROR)].*"));
    }

    @ParameterizedTest
    @MethodSource("everyChoice")
    void everyPodKeepsTheRestrictedStandardAndMore(List<HasMetadata> objects) {
        assertThat(Workload.in(objects)).isNotEmpty().allSatisfy(workload -> {
            PodSecurityContext pod = workload.pod().getSecurityContext();
            assertThat(pod.getRunAsNonRoot()).isTrue();
            assertThat(pod.getRunAsUser()).isPositive();
            assertThat(pod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(workload.pod().getAutomountServiceAccountToken()).isFalse();
            assertThat(Stream.of(
                            workload.pod().getHostNetwork(),
                            workload.pod().getHostPID(),
                            workload.pod().getHostIPC()))
                    .containsOnlyNulls();
            assertThat(workload.pod().getVolumes()).allMatch(RenderedChartTest::isAllowed);
            assertThat(workload.pod().getInitContainers()).isEmpty();
            assertThat(workload.pod().getContainers()).singleElement().satisfies(RenderedChartTest::isRestricted);
        });
    }

    private static boolean isAllowed(Volume volume) {
        return volume.getEmptyDir() != null || volume.getConfigMap() != null || volume.getSecret() != null;
    }

    private static void isRestricted(Container container) {
        SecurityContext security = container.getSecurityContext();
        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
        assertThat(security.getRunAsNonRoot()).isTrue();
        assertThat(security.getPrivileged()).isNull();
        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(security.getCapabilities().getAdd()).isEmpty();
        assertThat(container.getPorts()).allMatch(port -> port.getHostPort() == null);
        assertThat(container.getResources().getLimits()).containsKey("memory");
        assertThat(container.getResources().getRequests()).containsKeys("memory", "cpu");
        assertThat(Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
                .doesNotContainNull();
    }

    @ParameterizedTest
    @MethodSource("everyChoice")
    void whatHasAccessToRawMediaIsBoundToItsEdgeNode(List<HasMetadata> objects) {
        assertThat(Workload.in(objects)).allSatisfy(workload -> {
            boolean raw = RAW.contains(workload.component());
            assertThat(workload.labels().containsKey("bauta.io/raw")).isEqualTo(raw);
            assertThat(workload.pod().getServiceAccountName()).isEqualTo(raw ? "bauta-raw" : "bauta");
            assertThat(workload.secrets().stream().anyMatch(secret -> secret.startsWith("bauta-raw-")))
                    .isEqualTo(raw);
            if (raw) {
                assertThat(workload.pod().getNodeSelector())
                        .containsEntry("bauta.io/tier", "edge")
                        .containsEntry(
                                "kubernetes.io/hostname",
                                workload.node().equals("gate") ? "gate" : "jetson-7.city.example");
                assertThat(workload.pod().getDnsPolicy()).isEqualTo("None");
                assertThat(workload.pod().getTolerations())
                        .filteredOn(toleration -> "node.kubernetes.io/unreachable".equals(toleration.getKey()))
                        .singleElement()
                        .satisfies(toleration ->
                                assertThat(toleration.getTolerationSeconds()).isNull());
            }
            assertThat(workload.tier().equals("edge"))
                    .isEqualTo(!workload.node().isEmpty());
        });
    }

    @ParameterizedTest
    @MethodSource("everyChoice")
    void theEdgeBrokerIsFoundOnItsOwnNodeOnlyAndFitsIntoItsMemory(List<HasMetadata> objects) {
        assertThat(objects).filteredOn(Service.class::isInstance).allSatisfy(object -> {
            Service service = (Service) object;
            boolean ofNode = service.getMetadata().getLabels().containsKey("bauta.io/node");
            assertThat("Local".equals(service.getSpec().getInternalTrafficPolicy()))
                    .isEqualTo(ofNode);
            assertThat(service.getSpec().getType()).isIn(null, "ClusterIP");
        });
        assertThat(Workload.in(objects))
                .filteredOn(workload -> workload.component().equals("edge-broker"))
                .allSatisfy(broker -> {
                    Volume data = broker.pod().getVolumes().stream()
                            .filter(volume -> volume.getName().equals("data"))
                            .findFirst()
                            .orElseThrow();
                    assertThat(data.getEmptyDir().getMedium()).isEqualTo("Memory");
                    assertThat(bytes(broker.container()
                                    .getResources()
                                    .getLimits()
                                    .get("memory")))
                            .isGreaterThanOrEqualTo(
                                    bytes(data.getEmptyDir().getSizeLimit()) + heap(broker) + (128L << 20));
                    assertThat(broker.variable("BAUTA_BROKER_ADVERTISED_HOST"))
                            .isEqualTo("$(CITY_EDGE_BROKER_"
                                    + broker.node()
                                            .toUpperCase(java.util.Locale.ROOT)
                                            .replace('-', '_')
                                    + "_SERVICE_HOST)");
                });
        assertThat(Workload.in(objects)).allSatisfy(workload -> assertThat(
                        bytes(workload.container().getResources().getLimits().get("memory")))
                .isGreaterThan(heap(workload) + (96L << 20)));
    }

    private static long bytes(Quantity quantity) {
        return quantity.getNumericalAmount().longValueExact();
    }

    private static long heap(Workload workload) {
        String options = workload.variable("JDK_JAVA_OPTIONS");
        return Long.parseLong(options.replaceAll(".*-Xmx(\\d+)m.*", "$1")) << 20;
    }

    @ParameterizedTest
    @MethodSource("everyChoice")
    void noPasswordIsWrittenDownAndSitesAreReadAsTheServicesReadThem(List<HasMetadata> objects) {
        assertThat(objects).noneMatch(Secret.class::isInstance);
        assertThat(objects).filteredOn(RenderedChartTest::isOfNode).allSatisfy(object -> {
            ConfigMap map = (ConfigMap) object;
            Site site = SiteReader.parse(map.getData().get("site.yaml"), "site.yaml");
            assertThat(site.node()).isEqualTo(map.getMetadata().getLabels().get("bauta.io/node"));
            assertThat(map.getData().keySet()).containsExactlyInAnyOrder("site.yaml", "node.pub");
            assertThat(map.getData().get("site.yaml")).doesNotContain("@");
        });
        assertThat(Workload.in(objects))
                .flatExtracting(workload -> workload.container().getEnv())
                .noneMatch(variable -> variable.getName().matches("(?i).*(password|secret|token).*"));
    }

    private static boolean isOfNode(HasMetadata object) {
        return object instanceof ConfigMap map && map.getMetadata().getLabels().containsKey("bauta.io/node");
    }

    @Test
    void anImageIsTakenByDigestWhereOneIsGiven() {
        String digest = "sha256:" + "a".repeat(64);
        List<Workload> workloads = Workload.in(new Chart()
                .withValues(Chart.TWO_NODES)
                .with("image.repository", "registry.example:5000/bauta")
                .with("image.digests.ingestion", digest)
                .objects());

        assertThat(workloads)
                .allSatisfy(workload -> assertThat(workload.container().getImage())
                        .isEqualTo(
                                workload.component().equals("ingestion")
                                        ? "registry.example:5000/bauta/ingestion@" + digest
                                        : "registry.example:5000/bauta/"
                                                + workload.container().getName() + ":0.1.0"));
    }

    @Test
    void theDoorApprovesEveryNetworkThatTakesPart() {
        Chart city = new Chart()
                .withValues(Chart.TWO_NODES)
                .with("models.detector", "a".repeat(64))
                .with("models.voice", "b".repeat(64))
                .with("models.mouth", "c".repeat(64))
                .with("models.persons", "d".repeat(64))
                .with("models.plates", "e".repeat(64));

        assertThat(Workload.in(city.objects()))
                .filteredOn(workload -> workload.component().equals("egress"))
                .isNotEmpty()
                .allSatisfy(door -> assertThat(door.variable("BAUTA_EGRESS_APPROVED_MODELS"))
                        .isEqualTo(String.join(
                                ",", "a".repeat(64), "d".repeat(64), "e".repeat(64), "b".repeat(64), "c".repeat(64))));
        assertThat(Workload.in(city.objects()))
                .filteredOn(workload -> workload.component().equals("video-anonymiser"))
                .isNotEmpty()
                .allSatisfy(eyes -> {
                    assertThat(eyes.variable("BAUTA_MODELS_PERSONS")).isEqualTo("d".repeat(64));
                    assertThat(eyes.variable("BAUTA_MODELS_PLATES")).isEqualTo("e".repeat(64));
                });
    }

    @ParameterizedTest
    @MethodSource("everyChoice")
    void whatHandlesRawMediaTriesItsWaysOutFirst(List<HasMetadata> objects) {
        Set<String> held = Set.of("ingestion", "video-anonymiser", "audio-anonymiser");
        assertThat(Workload.in(objects)).allSatisfy(workload -> assertThat(
                        workload.pod().getContainers().getFirst().getEnv())
                .filteredOn(variable -> variable.getName().equals("BAUTA_START_GATE_SHUT"))
                .hasSize(held.contains(workload.component()) ? 1 : 0)
                .allSatisfy(variable -> assertThat(variable.getValue())
                        .contains("$(KUBERNETES_SERVICE_HOST):$(KUBERNETES_SERVICE_PORT)", "169.254.169.254:80")));
    }

    @Test
    void theGateTriesThisReleasesFogAndWhatIsNamedAndCanBeLeftOff() {
        Chart city = new Chart().withValues(Chart.TWO_NODES).with("edge.startGate.shut[0]", "10.0.0.1:9092");

        assertThat(city.text())
                .contains("$(CITY_FOG_BROKER_SERVICE_HOST):9092,$(CITY_PARTNER_SERVICE_HOST):8080,10.0.0.1:9092");
        assertThat(city.with("edge.startGate.enabled", "false").text()).doesNotContain("BAUTA_START_GATE_SHUT");
    }

    @Test
    void analyticsGrowWithWhatWaitsForThemAndNoFurtherThanThereArePartitions() {
        Chart growing = new Chart().withValues(Chart.TWO_NODES).with("fog.analytics.autoscaling.enabled", "true");

        assertThat(growing.objects())
                .filteredOn(HorizontalPodAutoscaler.class::isInstance)
                .singleElement()
                .extracting(object -> ((HorizontalPodAutoscaler) object).getSpec())
                .satisfies(spec -> {
                    assertThat(spec.getScaleTargetRef().getName()).isEqualTo("city-analytics");
                    assertThat(spec.getMetrics()
                                    .getFirst()
                                    .getExternal()
                                    .getMetric()
                                    .getName())
                            .isEqualTo("kafka_consumer_fetch_manager_records_lag");
                });
        assertThat(growing.objects())
                .filteredOn(object -> object instanceof Deployment
                        && object.getMetadata().getName().equals("city-analytics"))
                .singleElement()
                .extracting(object -> ((Deployment) object).getSpec().getReplicas())
                .isNull();
        assertThatThrownBy(() -> growing.with("fog.broker.partitions", "2").text())
                .hasMessageContaining("would have nothing to read");
    }
}
