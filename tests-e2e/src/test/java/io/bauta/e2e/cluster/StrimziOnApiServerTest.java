/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bauta.e2e.chart.Chart;
import io.bauta.e2e.chart.StrimziDefinitions;
import io.bauta.e2e.chart.StrimziObjects;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An API server that has Strimzi's own definitions takes the chart's objects, and pods made from them, as they are. */
class StrimziOnApiServerTest {
    @RegisterExtension
    static final Cluster cluster = Cluster.atHand();

    @TempDir
    static Path folder;

    @BeforeAll
    static void definitionsAndPolicies() throws Exception {
        Guards.install(cluster);
        cluster.kubectl("-n", "bauta", "create", "serviceaccount", "bauta");
        StrimziDefinitions.in(folder);
        cluster.make("-f", folder);
        cluster.kubectl("wait", "--for=condition=Established", "--timeout=60s", "-f", folder.toString())
                .orThrow();
    }

    @AfterAll
    static void nothingIsLeft() {
        cluster.kubectl("-n", "bauta", "delete", "serviceaccount", "bauta", "--ignore-not-found");
    }

    static Stream<Named<Chart>> charts() {
        return Stream.of(
                Named.of("as it comes", city()),
                Named.of("overlay", city().with(Repository.path("k8s/overlays/strimzi.yaml"))),
                Named.of("without certificates", city().with("tls.mode", "off")),
                Named.of("from outside", city().withValues("""
                        kafka: {strimzi: {doors: [harbour]}}
                        fog:
                          nodeSelector: {bauta.io/tier: fog}
                          tolerations: [{key: fog, operator: Exists}]
                          broker:
                            serviceType: LoadBalancer
                            advertisedHost: fog.city.example
                            clients: [{ipBlock: {cidr: 192.0.2.0/24}}]
                            readers: [{name: acme}]
                        """)));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyObjectIsTaken(Chart chart) throws IOException {
        String text = chart.text();

        CommandOutcome outcome = dryRun(Files.writeString(Files.createTempFile("chart", ".yaml"), text));

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines())
                .hasSameSizeAs(Chart.objects(text))
                .anyMatch(line -> line.contains("kafkauser") || chart.text().contains("tls: false"));
    }

    @ParameterizedTest
    @CsvSource({
        "/spec/kafka/template, kafkaContainer",
        "/spec/kafka/template, initContainer",
        "/spec/entityOperator/template, topicOperatorContainer",
        "/spec/entityOperator/template, userOperatorContainer",
    })
    void theRestrictedStandardTakesThePodsThatStrimziIsToldToMake(String template, String container)
            throws IOException {
        JsonNode asked =
                StrimziObjects.ofKind(city(), "Kafka").findFirst().orElseThrow().at(template);

        assertThat(dryRun(pod(asked, container)).err()).isEmpty();
        assertThat(dryRun(pod(new ObjectMapper().createObjectNode(), container)).err())
                .contains("violates PodSecurity");
    }

    private static Path pod(JsonNode template, String container) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode pod = mapper.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata").put("name", "strimzi").put("namespace", "bauta");
        ObjectNode made = mapper.createObjectNode().put("name", "one").put("image", "strimzi/kafka:1");
        copy(template.path(container), "securityContext", made);
        ObjectNode spec = pod.putObject("spec");
        spec.put("serviceAccountName", "bauta");
        spec.putArray("containers").add(made);
        for (String field : List.of("securityContext", "tolerations", "affinity", "enableServiceLinks")) {
            copy(template.path("pod"), field, spec);
        }
        return Files.writeString(Files.createTempFile("pod", ".json"), pod.toString());
    }

    private static void copy(JsonNode from, String field, ObjectNode to) {
        if (from.has(field)) {
            to.set(field, from.path(field));
        }
    }

    private static CommandOutcome dryRun(Path file) {
        return cluster.kubectl(
                "apply", "--server-side", "--dry-run=server", "--validate=strict", "-f", file.toString());
    }

    private static Chart city() {
        return new Chart().withValues(Chart.TWO_NODES + Chart.BY_DIGEST).with("kafka.mode", "strimzi");
    }
}
