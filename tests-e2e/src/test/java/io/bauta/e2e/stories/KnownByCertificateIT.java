/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.broker.BrokerRole;
import io.bauta.contracts.Topic;
import io.bauta.contracts.link.BrokerLink;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.e2e.actors.Camera;
import io.bauta.e2e.actors.Partner;
import io.bauta.e2e.actors.ServiceProcess;
import io.bauta.testing.kafka.IssuedCertificates;
import io.bauta.testing.kafka.KafkaProcess;
import io.bauta.testing.kafka.TestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way with brokers that encrypt and know their clients, as on Kubernetes: every service does its work with the rights
 * it is given, and the door's are not enough to see what is raw.
 */
class KnownByCertificateIT {
    private static final String NODE = "market-square";
    private static final int SECONDS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private IssuedCertificates certificates;

    @BeforeEach
    void certificatesAreIssued() {
        assumeTrue(IssuedCertificates.possible(), "openssl is not here; it makes the certificates");
        certificates = IssuedCertificates.in(folder.resolve("certificates"), NODE, "--reader", "acme");
    }

    @Test
    void eachServiceMayDoItsWorkAndNoMore() throws IOException {
        try (KafkaProcess edge = broker(BrokerRole.EDGE, certificates.edge(NODE, "edge-broker"), "--node", NODE);
                KafkaProcess fog = broker(BrokerRole.FOG, certificates.fog("fog-broker"), "--reader", "acme");
                Partner partner = new Partner(
                        BrokerLink.toFog(fog.bootstrapServers(), Optional.of(certificates.reader("acme"))))) {
            Map<String, String> city = city(edge, fog);
            try (ServiceProcess video =
                            onEdge("services/video-anonymiser", city).start();
                    ServiceProcess audio =
                            onEdge("services/audio-anonymiser", city).start();
                    ServiceProcess door = door(city).start();
                    ServiceProcess analytics = onFog("services/analytics", city).start();
                    ServiceProcess gateway = onFog("gateway/partner", city).start();
                    ServiceProcess ingestion = onEdge("services/ingestion", city)) {
                List<ServiceProcess> services = List.of(video, audio, door, analytics, gateway, ingestion);
                // Given that all but ingestion say that they do their work
                services.subList(0, 5).forEach(service -> within(services, service::ready));

                // When a film with sound is played
                ingestion.start();

                // Then it comes to the partner whole, with statements and with numbers
                within(
                        services,
                        () -> partner.records(Topic.ANON_VIDEO, "square").size() >= 2 * SECONDS);
                within(
                        services,
                        () -> partner.records(Topic.ANON_AUDIO, "whistle").size() >= 2 * SECONDS);
                within(services, () -> partner.records(Topic.AUDIT_PROVENANCE).size() >= 4 * SECONDS);
                within(services, () -> !partner.records(Topic.ANALYTICS_FLOW).isEmpty());
                within(services, () -> !partner.records(Topic.ANALYTICS_SOUND).isEmpty());
                services.forEach(KnownByCertificateIT::saysOneObjectALine);
            }
            assertThat(partner.topics()).doesNotContain(Topic.ANON_VIDEO_RESTRICTED.topicName());
            whoHoldsTheDoorsCertificateSeesNothingRaw(edge);
        }
    }

    private static void saysOneObjectALine(ServiceProcess service) {
        assertThat(service.lines()).isNotEmpty().allSatisfy(line -> {
            JsonNode said = new ObjectMapper().readTree(line);
            assertThat(Instant.parse(said.path("timestamp").asText())).isBefore(Instant.now());
            assertThat(said.path("service").asText()).startsWith("bauta-");
            assertThat(said.path("level").asText()).isNotEmpty();
            assertThat(said.path("message").asText()).isNotNull();
        });
    }

    private void whoHoldsTheDoorsCertificateSeesNothingRaw(KafkaProcess edge) {
        BrokerLink door =
                BrokerLink.toEdge(edge.bootstrapServers(), Optional.of(certificates.edge(NODE, "egress")), NODE);
        for (Topic raw : List.of(Topic.RAW_VIDEO, Topic.RAW_AUDIO)) {
            assertThatThrownBy(() -> TestReader.committed(door, raw.topicName()))
                    .isInstanceOf(TopicAuthorizationException.class);
        }
    }

    private KafkaProcess broker(BrokerRole role, Path certificate, String... more) {
        String[] options = new String[more.length + 2];
        options[0] = "--certificates";
        options[1] = certificate.toString();
        System.arraycopy(more, 0, options, 2, more.length);
        return new KafkaProcess(role, folder.resolve(role.label()), options).start();
    }

    private ServiceProcess onEdge(String module, Map<String, String> city) {
        Map<String, String> its = new HashMap<>(city);
        its.put("BAUTA_EDGE_CERTIFICATES", certificates.edge(NODE, name(module)).toString());
        return new ServiceProcess(module, folder, its);
    }

    private ServiceProcess onFog(String module, Map<String, String> city) {
        Map<String, String> its = new HashMap<>(city);
        its.put("BAUTA_FOG_PROTOCOL", "SSL");
        its.put("BAUTA_FOG_CERTIFICATES", certificates.fog(name(module)).toString());
        return new ServiceProcess(module, folder, its);
    }

    private ServiceProcess door(Map<String, String> city) throws IOException {
        Path publicKeys = Files.createDirectory(folder.resolve("public-keys"));
        Files.copy(folder.resolve("keys/node.pub"), publicKeys.resolve("node.pub"));
        Map<String, String> its = new HashMap<>(city);
        String own = certificates.edge(NODE, "egress").toString();
        its.putAll(Map.of("BAUTA_EDGE_CERTIFICATES", own, "BAUTA_FOG_CERTIFICATES", own));
        its.put("BAUTA_KEYS", publicKeys.toString());
        return new ServiceProcess("gateway/egress", folder, its);
    }

    private static String name(String module) {
        return module.substring(module.lastIndexOf('/') + 1);
    }

    private static void within(List<ServiceProcess> services, Callable<Boolean> comesTrue) {
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(comesTrue);
        } catch (ConditionTimeoutException e) {
            StringBuilder words = new StringBuilder();
            services.forEach(service -> words.append(service.lastWords()).append('\n'));
            throw new AssertionError(words.toString(), e);
        }
    }

    /** Each service takes from these what is its own. */
    private Map<String, String> city(KafkaProcess edge, KafkaProcess fog) throws IOException {
        Camera camera = new Camera(folder);
        camera.films("square", "320x240", 25, SECONDS);
        camera.records("whistle", SECONDS);
        Path keys = folder.resolve("keys");
        NodeKey.createIfAbsent(keys);
        Path site = Files.writeString(folder.resolve("site.yaml"), """
                site: old-town
                node: market-square
                sensors:
                  - {id: square, kind: camera, source: square.mp4, purpose: test, legalBasis: test, policy: patient}
                  - {id: whistle, kind: microphone, source: whistle.flac, purpose: test, legalBasis: test, policy: patient}
                policies:
                  - {id: patient, version: 1, video: {frame: mosaic, timeLimit: 5m}}
                """);
        return Map.of(
                "BAUTA_SITE_FILE", site.toString(),
                "BAUTA_LOG_JSON", "true",
                "BAUTA_KEYS", keys.toString(),
                "BAUTA_EDGE_BOOTSTRAP_SERVERS", edge.bootstrapServers(),
                "BAUTA_FOG_BOOTSTRAP_SERVERS", fog.bootstrapServers(),
                "MALLOC_ARENA_MAX", "2");
    }
}
