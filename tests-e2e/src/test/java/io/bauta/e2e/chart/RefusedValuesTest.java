/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.bauta.e2e.house.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that cannot be meant are refused before anything is made, and the document tells of all that can be. */
class RefusedValuesTest {
    private static final Pattern ROW = Pattern.compile("^\\| `([A-Za-z.]+(?:\\[\\])?[A-Za-z.]*)`", Pattern.MULTILINE);

    private static final Pattern EXAMPLE =
            Pattern.compile("^```yaml\\n(edge:.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "edge.broker.storage | Disk | nodeDiskIsEncrypted",
                "edge.broker.storage | Floppy | edge",
                "edge.broker.rawRetention | soon | rawRetention",
                "edge.broker.rawMebibytes | 1 | rawMebibytes",
                "edge.brocker.rawMebibytes | 64 | brocker",
                "image.digests.ingestion | latest | ingestion",
                "image.repository | registry.example/other | repository",
                "models.detector | street | detector",
                "kafka.mode | zookeeper | mode",
                "kafka.mode | external | peers",
                "fog.enabled | false | kafka.mode",
                "cloud.partner.ingress.enabled | true | ingress.host",
                "fog.analytics.replicas | 0 | replicas",
                "edge.nodes[0].name | Market_Square | name",
                "edge.nodes[0].camerasSecret | cameras | camerasSecret",
                "edge.nodes[0].cameras[0].cidr | 0.0.0.0/0 | cidr",
                "edge.nodes[0].cameras[0].cidr | 169.254.0.0/16 | cidr",
                "edge.nodes[0].site.sensors[0].source | rtsp://operator:topsecret@10.0.0.7/s | source",
                "edge.nodes[0].site.sensors[0].purpose | '' | purpose",
            })
    void aWrongValueIsRefusedByName(String key, String value, String named) {
        assertThatThrownBy(() ->
                        new Chart().withValues(Chart.TWO_NODES).with(key, value).text())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(named)
                .hasMessageNotContaining("topsecret");
    }

    @Test
    void theDocumentTellsOfEveryValueWithItsDefault() throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
        Set<String> inSchema = new TreeSet<>();
        collect(schema, "", inSchema);
        String document = Repository.read(Chart.FOLDER.resolve("README.md"));
        Set<String> inDocument = ROW.matcher(document)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(inSchema).allMatch(value -> inDocument.stream().anyMatch(row -> tells(row, value)));
        assertThat(inDocument).allMatch(row -> inSchema.stream().anyMatch(value -> tells(row, value)));
    }

    @Test
    void theDocumentsExampleIsTakenAsItStands() {
        Matcher example = EXAMPLE.matcher(Repository.read(Chart.FOLDER.resolve("README.md")));

        assertThat(example.find()).isTrue();
        assertThat(Workload.in(new Chart().withValues(example.group(1)).objects()))
                .extracting(Workload::node)
                .contains("market-square");
    }

    @Test
    void overlaysAreTakenWithEveryPreset() {
        List<Path> overlays = Repository.sources(".yaml").stream()
                .filter(file -> file.startsWith(Repository.path("k8s/overlays")))
                .toList();

        assertThat(overlays).hasSizeGreaterThanOrEqualTo(2).allSatisfy(overlay -> {
            for (Path preset : Chart.presets()) {
                Chart city =
                        new Chart().withValues(Chart.TWO_NODES).with(preset).with(overlay);
                assertThat(
                                Repository.read(overlay).contains("external")
                                        ? city.withValues(Chart.EXTERNAL).objects()
                                        : city.objects())
                        .isNotEmpty();
            }
        });
    }

    /** A row may tell of all that lies below a name. */
    private static boolean tells(String row, String value) {
        return value.equals(row) || value.startsWith(row + ".") || value.startsWith(row + "[].");
    }

    @Test
    void everyDefaultIsAllowedAndNothingIsAllowedThatHasNoDefault() throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
        JsonNode values = new ObjectMapper(new YAMLFactory())
                .readTree(Chart.FOLDER.resolve("values.yaml").toFile());
        Set<String> inSchema = new TreeSet<>();
        collect(schema, "", inSchema);

        assertThat(inSchema.stream()
                        .filter(name -> !name.contains("[]") && !name.startsWith("image.digests."))
                        .filter(name -> values.at("/" + name.replace('.', '/')).isMissingNode()))
                .containsExactly("global");
    }

    @Test
    void presetsSetWhatThereIs() throws IOException {
        for (Path preset : Chart.presets()) {
            assertThat(new ObjectMapper(new YAMLFactory())
                            .readTree(preset.toFile())
                            .fieldNames())
                    .toIterable()
                    .containsExactly("edge");
        }
        assertThat(Chart.presets()).hasSizeGreaterThanOrEqualTo(3);
    }

    private static void collect(JsonNode schema, String prefix, Set<String> names) {
        JsonNode items = schema.path("items");
        if (items.path("properties").size() > 0 && !prefix.endsWith("peers") && !prefix.endsWith("clients")) {
            collect(items, prefix + "[]", names);
            return;
        }
        if (schema.path("properties").isEmpty()
                || schema.path("additionalProperties").asBoolean(false)) {
            names.add(prefix);
            return;
        }
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            collect(field.getValue(), prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(), names);
        }
    }
}
