/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.bauta.e2e.house.Repository;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dashboards and alarms come with the chart as they stand in {@code observability}, and find what they ask for. */
class ObservabilityInChartTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<HasMetadata> usual =
            new Chart().withValues(Chart.TWO_NODES).objects();
    private final List<HasMetadata> withOperator = new Chart()
            .withValues(Chart.TWO_NODES)
            .with("observability.prometheusOperator", "true")
            .objects();

    @Test
    void grafanasSidecarFindsEveryDashboardAsItStands() throws IOException {
        List<Path> dashboards = files("observability/dashboards", ".json");

        assertThat(dashboards).hasSizeGreaterThanOrEqualTo(5);
        for (Path dashboard : dashboards) {
            assertThat(maps(usual))
                    .filteredOn(map -> map.getData().containsKey("bauta-" + dashboard.getFileName()))
                    .singleElement()
                    .satisfies(map -> {
                        assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
                        assertThat(JSON.readTree(map.getData().get("bauta-" + dashboard.getFileName())))
                                .isEqualTo(JSON.readTree(dashboard.toFile()));
                    });
        }
    }

    @Test
    void whoLooksForOtherLabelsNamesThemAndWhoWantsNoneGetsNone() {
        assertThat(maps(new Chart()
                        .withValues(Chart.TWO_NODES)
                        .withValues("observability: {dashboards: {labels: {panels: bauta}}}")
                        .objects()))
                .anyMatch(map -> "bauta".equals(map.getMetadata().getLabels().get("panels")));
        assertThat(maps(new Chart()
                        .withValues(Chart.TWO_NODES)
                        .with("observability.dashboards.enabled", "false")
                        .objects()))
                .allMatch(map -> map.getMetadata().getLabels().containsKey("bauta.io/node"));
    }

    @Test
    void thePrometheusOperatorGetsEveryAlarmAsItStands() throws IOException {
        List<Path> alarms = files("observability/alerts", ".yaml");

        assertThat(alarms).hasSizeGreaterThanOrEqualTo(5);
        for (Path file : alarms) {
            JsonNode groups = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
            assertThat(ofKind("PrometheusRule"))
                    .filteredOn(rule -> rule.at("/metadata/name").asText().equals("city-" + name(file, ".yaml")))
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.get("spec")).isEqualTo(groups));
        }
    }

    @Test
    void itReadsEveryServiceUnderTheLabelsThatPanelsGoBy() {
        JsonNode monitor = ofKind("PodMonitor").getFirst();
        Map<String, String> selected =
                JSON.convertValue(monitor.at("/spec/selector/matchLabels"), new TypeReference<>() {});
        List<Workload> services = Workload.in(withOperator).stream()
                .filter(workload -> workload.container().getPorts().stream()
                        .anyMatch(port -> port.getName().equals("http")))
                .toList();

        assertThat(services).hasSizeGreaterThanOrEqualTo(12).allSatisfy(service -> {
            Map<String, String> labels = service.labels();
            assertThat(labels).containsAllEntriesOf(selected);
            assertThat(relabelled(monitor, labels))
                    .containsEntry("job", service.component())
                    .containsEntry("tier", service.tier())
                    .containsEntry("site", "old-town")
                    .satisfies(made -> assertThat(made.getOrDefault("node", "")).isEqualTo(service.node()));
        });
    }

    @Test
    void withoutThatOperatorNothingIsMadeThatOnlyItKnows() {
        assertThat(usual).noneMatch(object -> object.getApiVersion().startsWith("monitoring.coreos.com"));
    }

    /** What Prometheus makes of a pod's labels, as far as the monitor's rules go. */
    private static Map<String, String> relabelled(JsonNode monitor, Map<String, String> labels) {
        Map<String, String> made = new TreeMap<>();
        for (JsonNode rule : monitor.at("/spec/podMetricsEndpoints/0/relabelings")) {
            String target = rule.get("targetLabel").asText();
            if (rule.has("replacement")) {
                made.put(target, rule.get("replacement").asText());
                continue;
            }
            String source = rule.at("/sourceLabels/0").asText().replace("__meta_kubernetes_pod_label_", "");
            labels.forEach((key, value) -> {
                if (key.replaceAll("[^A-Za-z0-9]", "_").equals(source)) {
                    made.put(target, value);
                }
            });
        }
        return made;
    }

    private List<JsonNode> ofKind(String kind) {
        return withOperator.stream()
                .filter(object -> object.getKind().equals(kind))
                .<JsonNode>map(JSON::valueToTree)
                .toList();
    }

    private static List<ConfigMap> maps(List<HasMetadata> objects) {
        return objects.stream()
                .filter(ConfigMap.class::isInstance)
                .map(ConfigMap.class::cast)
                .toList();
    }

    private static String name(Path file, String ending) {
        return file.getFileName().toString().replace(ending, "");
    }

    private static List<Path> files(String folder, String ending) {
        try (Stream<Path> all = Files.list(Repository.path(folder))) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
