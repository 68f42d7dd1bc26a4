/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bauta.broker.AccessControl;
import io.bauta.broker.BrokerRole;
import io.bauta.broker.BrokerSettings;
import io.bauta.broker.BrokerSettings.Retention;
import io.bauta.broker.Reader;
import io.bauta.broker.TopicPlan;
import io.bauta.contracts.Topic;
import io.strimzi.api.kafka.model.kafka.KafkaClusterSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.security.ssl.SslPrincipalMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fog's Kafka as objects for Strimzi: what our own broker would keep and allow there, and in a form that Strimzi takes. */
class StrimziChartTest {
    private static final String READERS = """
            kafka: {strimzi: {doors: [harbour]}}
            fog:
              broker:
                readers: [{name: acme}, {name: police, topics: [anon.video.restricted.v1, anon.audio.v1]}]
            """;

    private static StrimziDefinitions definitions;

    @BeforeAll
    static void whatStrimziTakes(@TempDir Path folder) throws Exception {
        definitions = StrimziDefinitions.in(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tls: {mode: secrets}",
                "tls: {mode: 'off'}",
                "kafka: {strimzi: {replicas: 3}}",
                READERS,
                "fog: {nodeSelector: {bauta.io/tier: fog}, tolerations: [{key: fog, operator: Exists}]}",
                "fog: {broker: {storageClassName: fast, cpuLimit: '2'}}",
                "fog: {broker: {serviceType: NodePort, clients: [{ipBlock: {cidr: 192.0.2.0/24}}]}}",
                "fog: {broker: {serviceType: LoadBalancer, advertisedHost: fog.city, clients: [{ipBlock: {cidr: 192.0.2.0/24}}]}}",
            })
    void everyObjectIsOneThatStrimziKnows(String values) throws Exception {
        List<JsonNode> objects = StrimziObjects.in(city().withValues(values));

        assertThat(objects)
                .extracting(one -> one.path("kind").asText())
                .contains("Kafka", "KafkaNodePool", "KafkaTopic");
        for (JsonNode object : objects) {
            assertThat(object.path("apiVersion").asText()).isEqualTo("kafka.strimzi.io/v1");
            assertThat(definitions.faults(object)).as(object.toString()).isEmpty();
        }
    }

    @Test
    void whatStrimziDoesNotKnowWouldHaveBeenFound() throws Exception {
        ObjectNode kafka =
                (ObjectNode) StrimziObjects.ofKind(city(), "Kafka").findFirst().orElseThrow();
        ((ObjectNode) kafka.path("spec").path("kafka")).put("zookeeper", 3);

        assertThat(definitions.faults(kafka)).singleElement().asString().contains("zookeeper");
    }

    @ParameterizedTest
    @CsvSource({"4, 24h, 8192, 365d", "1, 90m, 100, 30d", "6, 3s, 1048576, 1h", "12, 2d, 640, 500d"})
    void topicsAreThoseThatOurOwnBrokerMakes(int partitions, String anon, int mebibytes, String audit) {
        Chart chart = city().with("fog.broker.partitions", Integer.toString(partitions))
                .with("fog.broker.anonRetention", anon)
                .with("fog.broker.anonMebibytes", Integer.toString(mebibytes))
                .with("fog.broker.auditRetention", audit);
        BrokerSettings ours = BrokerSettings.of(BrokerRole.FOG, Path.of("none"), "fog", 9092, 9093)
                .withPartitions(partitions)
                .withAnon(new Retention(duration(anon), (long) mebibytes << 20))
                .withAudit(new Retention(duration(audit), -1));

        Map<String, NewTopic> made = StrimziObjects.ofKind(chart, "KafkaTopic")
                .map(StrimziChartTest::topic)
                .collect(toMap(NewTopic::name, one -> one));

        assertThat(made).isEqualTo(new TopicPlan(ours).topics().stream().collect(toMap(NewTopic::name, one -> one)));
    }

    @Test
    void withSeveralBrokersOneMayBeAway() {
        Chart chart = city().with("kafka.strimzi.replicas", "5");

        assertThat(StrimziObjects.ofKind(chart, "KafkaTopic")).isNotEmpty().allSatisfy(topic -> {
            assertThat(topic.path("spec").path("replicas").asInt()).isEqualTo(3);
            assertThat(topic.at("/spec/config").path("min.insync.replicas").asText())
                    .isEqualTo("2");
        });
    }

    @Test
    void usersMayDoWhatOurOwnBrokerLetsThemAndNothingElse() {
        AccessControl ours = new AccessControl(
                Path.of("none"),
                "none",
                List.of(
                        new Reader("acme", Reader.parse("acme").topics()),
                        new Reader("police", List.of(Topic.ANON_VIDEO_RESTRICTED, Topic.ANON_AUDIO))));
        SslPrincipalMapper known = SslPrincipalMapper.fromRules(ours.namesOf(BrokerRole.FOG));
        Map<String, Set<String>> wanted = StrimziObjects.byPrincipal(ours.rules(BrokerRole.FOG));

        Map<String, Set<String>> users = StrimziObjects.users(city().withValues(READERS));

        assertThat(users)
                .containsOnlyKeys(
                        "egress.gate",
                        "egress.market-square",
                        "egress.harbour",
                        "analytics",
                        "partner",
                        "reader.acme",
                        "reader.police");
        assertThat(users)
                .allSatisfy((name, allowed) -> assertThat(allowed).isEqualTo(wanted.get(principal(known, name))));
        assertThat(users.keySet().stream().map(name -> principal(known, name)).collect(toSet()))
                .isEqualTo(wanted.keySet());
    }

    @Test
    void nobodyMayTouchRawTopicsOrTopicsThatAreNotNamed() {
        Set<String> topics =
                BrokerRole.FOG.topics().stream().map(Topic::topicName).collect(toSet());

        assertThat(StrimziObjects.ofKind(city().withValues(READERS), "KafkaUser")
                        .flatMap(StrimziObjects::acls)
                        .filter(acl -> acl.at("/resource/type").asText().equals("topic")))
                .isNotEmpty()
                .allSatisfy(acl -> {
                    assertThat(acl.at("/resource/patternType").asText()).isEqualTo("literal");
                    String name = acl.at("/resource/name").asText();
                    assertThat(topics.contains(name)
                                    || (name.equals("*")
                                            && acl.at("/operations").toString().equals("[\"Describe\"]")))
                            .as(acl.toString())
                            .isTrue();
                });
        assertThat(StrimziObjects.ofKind(city(), "KafkaTopic"))
                .extracting(topic -> topic.at("/metadata/name").asText())
                .noneMatch(name -> name.startsWith("raw."));
    }

    @Test
    void clientsAreKnownByOurAuthorityAndEverybodyElseMayDoNothing() {
        JsonNode kafka =
                StrimziObjects.ofKind(city(), "Kafka").findFirst().orElseThrow().path("spec");

        assertThat(kafka.at("/clientsCa/generateCertificateAuthority").asBoolean(true))
                .isFalse();
        assertThat(kafka.at("/kafka/authorization")).hasToString("{\"type\":\"simple\"}");
        assertThat(kafka.at("/kafka/listeners")).singleElement().satisfies(listener -> {
            assertThat(listener.at("/tls").asBoolean()).isTrue();
            assertThat(listener.at("/authentication/type").asText()).isEqualTo("tls");
            assertThat(listener.at("/configuration/brokerCertChainAndKey/secretName")
                            .asText())
                    .isEqualTo("bauta-tls-fog-broker");
        });
        assertThat(StrimziObjects.ofKind(city(), "KafkaUser"))
                .allMatch(user -> user.at("/spec/authentication/type").asText().equals("tls-external"));
    }

    @Test
    void withoutCertificatesThereIsAPlainListenerAndNobodyIsKnown() {
        Chart chart = city().with("tls.mode", "off");
        JsonNode kafka =
                StrimziObjects.ofKind(chart, "Kafka").findFirst().orElseThrow().path("spec");

        assertThat(kafka.at("/kafka/listeners/0/tls").asBoolean(true)).isFalse();
        assertThat(kafka.at("/kafka/listeners/0").has("authentication")).isFalse();
        assertThat(kafka.path("kafka").has("authorization")).isFalse();
        assertThat(kafka.path("entityOperator").has("userOperator")).isFalse();
        assertThat(StrimziObjects.ofKind(chart, "KafkaUser")).isEmpty();
    }

    @Test
    void strimziSetsNothingAsideThatTheBrokersAreTold() {
        List<String> forbidden = names(KafkaClusterSpec.FORBIDDEN_PREFIXES);
        List<String> allowed = names(KafkaClusterSpec.FORBIDDEN_PREFIX_EXCEPTIONS);
        Set<String> told = new TreeSet<>();
        StrimziObjects.ofKind(city(), "Kafka")
                .forEach(kafka -> kafka.at("/spec/kafka/config").fieldNames().forEachRemaining(told::add));

        assertThat(told).contains("auto.create.topics.enable", "offset.metadata.max.bytes");
        assertThat(told).filteredOn(name -> !allowed.contains(name)).noneMatch(name -> forbidden.stream()
                .anyMatch(name::startsWith));
    }

    @Test
    void itsOperatorsLookIntoThisNamespaceOnly() {
        JsonNode operators =
                StrimziObjects.ofKind(city(), "Kafka").findFirst().orElseThrow().at("/spec/entityOperator");

        assertThat(List.of("topicOperator", "userOperator"))
                .allMatch(name ->
                        operators.path(name).path("watchedNamespace").asText().equals("bauta"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fog.enabled | false | fog.enabled must be true",
                "tls.mode | cert-manager | secrets or off",
                "kafka.strimzi.replicas | 2 | replicas",
                "kafka.strimzi.replicas | 0 | replicas",
                "kafka.strimzi.doors[0] | Harbour_1 | doors",
                "fog.broker.partitions | 0 | partitions",
                "fog.broker.serviceType | LoadBalancer | fog.broker.clients",
                "fog.broker.advertisedHost | fog.city.example | advertisedHost",
            })
    void whatCannotBeMeantIsRefusedByName(String key, String value, String named) {
        assertThatThrownBy(() -> city().with(key, value).text()).hasMessageContaining(named);
    }

    @Test
    void readersAndDoorsNeedCertificates() {
        assertThatThrownBy(
                        () -> city().withValues(READERS).with("tls.mode", "off").text())
                .hasMessageContaining("tls.mode must not be off");
    }

    private static Chart city() {
        return new Chart().withValues(Chart.TWO_NODES).with("kafka.mode", "strimzi");
    }

    private static String principal(SslPrincipalMapper mapper, String user) {
        try {
            return mapper.getName("CN=" + user);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static NewTopic topic(JsonNode object) {
        JsonNode spec = object.path("spec");
        Map<String, String> configuration = spec.path("config").properties().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
        return new NewTopic(
                        object.at("/metadata/name").asText(),
                        spec.path("partitions").asInt(),
                        (short) spec.path("replicas").asInt())
                .configs(configuration);
    }

    private static Duration duration(String text) {
        long number = Long.parseLong(text.replaceAll("[a-z]+", ""));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static List<String> names(String list) {
        return Stream.of(list.split(",")).map(String::strip).toList();
    }
}
