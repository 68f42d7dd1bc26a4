/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bauta.broker.AccessControl;
import io.bauta.broker.BrokerMetrics;
import io.bauta.broker.BrokerRole;
import io.bauta.broker.BrokerSettings;
import io.bauta.broker.Reader;
import io.bauta.contracts.Topic;
import io.bauta.contracts.link.BrokerLink;
import io.bauta.contracts.link.RenewedCertificates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that know their clients: who gets in, and what each may do there. */
class AccessControlIT {
    private static final String NODE = "market-square";
    private static final String NEIGHBOUR = "harbour";

    @TempDir
    static Path folder;

    private static IssuedCertificates certificates;
    private static KafkaInJvm edge;
    private static KafkaInJvm fog;

    @BeforeAll
    static void aCityWithCertificates() {
        assumeTrue(IssuedCertificates.possible(), "openssl is not here; it makes the certificates");
        certificates = IssuedCertificates.in(
                folder.resolve("certificates"), "--reader", "acme", "--reader", "police", NODE, NEIGHBOUR);
        edge = KafkaInJvm.edge(settings ->
                        settings.withAccess(new AccessControl(certificates.edge(NODE, "edge-broker"), NODE, List.of())))
                .start();
        List<Reader> readers = List.of(
                new Reader("acme", List.of(Topic.ANON_VIDEO)),
                new Reader("police", List.of(Topic.ANON_VIDEO, Topic.ANON_VIDEO_RESTRICTED)));
        fog = KafkaInJvm.fog(
                        settings -> settings.withAccess(new AccessControl(certificates.fog("fog-broker"), "", readers)))
                .start();
    }

    @AfterAll
    static void theBrokersStop() {
        if (edge != null) {
            edge.close();
        }
        if (fog != null) {
            fog.close();
        }
    }

    @Test
    void ingestionWritesAndTheVideoAnonymiserReadsWhatNobodyElseMay() {
        try (TestWriter ingestion = new TestWriter(atEdge("ingestion"))) {
            ingestion.write(record(Topic.RAW_VIDEO));
        }
        try (TestReader anonymiser = TestReader.committed(atEdge("video-anonymiser"), Topic.RAW_VIDEO.topicName())) {
            assertThat(anonymiser.until(1, KafkaInJvm.patience())).isNotEmpty();
        }
        assertMayNotRead(atEdge("egress"), Topic.RAW_VIDEO);
        assertMayNotRead(atEdge("audio-anonymiser"), Topic.RAW_VIDEO);
        assertMayNotRead(atEdge("video-anonymiser"), Topic.RAW_AUDIO);
        assertMayNotWrite(atEdge("ingestion"), Topic.ANON_VIDEO);
        assertMayNotWrite(atEdge("egress"), Topic.ANON_VIDEO);
    }

    @Test
    void theNeighboursServicesAreKnownButMayDoNothing() {
        BrokerLink neighbour = BrokerLink.toEdge(
                edge.bootstrapServers(), Optional.of(certificates.edge(NEIGHBOUR, "video-anonymiser")), NODE);

        assertMayNotRead(neighbour, Topic.RAW_VIDEO);
        assertMayNotWrite(neighbour, Topic.AUDIT_PROVENANCE);
    }

    @Test
    void nobodyComesInWithoutACertificateOrWithAnothersCertificate() throws Exception {
        IssuedCertificates strangers = IssuedCertificates.in(folder.resolve("strangers"), NODE);

        assertThat(refusal(BrokerLink.toEdge(
                        edge.bootstrapServers(), Optional.of(strangers.edge(NODE, "ingestion")), NODE)))
                .isInstanceOf(SslAuthenticationException.class);
        Map<String, Object> nameless = BrokerLink.plain(edge.bootstrapServers()).settings();
        nameless.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000);
        nameless.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        assertThatThrownBy(() -> topics(nameless)).isInstanceOf(ExecutionException.class);
    }

    /** Of two brokers in one process Kafka shows the last one's figures. */
    @Test
    void whoIsNotLetInIsCounted() throws IOException {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        BrokerMetrics metrics = new BrokerMetrics(meters);
        metrics.bind(BrokerSettings.of(BrokerRole.FOG, folder, "127.0.0.1", 1, 2));
        double before = strangers(meters);
        Path unknown = folder.resolve("unknown");
        copy(IssuedCertificates.in(folder.resolve("others"), NODE).edge(NODE, "ingestion"), unknown);
        Files.copy(
                certificates.reader("acme").resolve("ca.crt"),
                unknown.resolve("ca.crt"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(refusal(BrokerLink.toFog(fog.bootstrapServers(), Optional.of(unknown))))
                .isInstanceOf(SslAuthenticationException.class);

        // The broker counts on a thread of its own.
        await().atMost(KafkaInJvm.patience())
                .untilAsserted(() ->
                        assertThat(strangers(meters)).as("told by %s", metrics).isGreaterThan(before));
    }

    private static double strangers(SimpleMeterRegistry meters) {
        return meters.get("bauta_broker_strangers").functionCounter().count();
    }

    @Test
    void aServiceDoesNotSpeakWithTheNeighboursBroker() {
        BrokerLink elsewhere = BrokerLink.toEdge(
                edge.bootstrapServers(), Optional.of(certificates.edge(NEIGHBOUR, "ingestion")), NEIGHBOUR);

        assertThat(refusal(elsewhere)).isInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void onTheFogEachReadsWhatIsItsOwnAndTheSecondLevelIsForWhomItWasOpened() {
        try (TestWriter door = new TestWriter(atFog(certificates.edge(NODE, "egress")))) {
            door.write(record(Topic.ANON_VIDEO));
            door.write(record(Topic.ANON_VIDEO_RESTRICTED));
        }
        assertReads(atFog(certificates.reader("acme")), Topic.ANON_VIDEO);
        assertReads(atFog(certificates.reader("police")), Topic.ANON_VIDEO_RESTRICTED);
        assertReads(atFog(certificates.fog("analytics")), Topic.ANON_VIDEO);
        assertMayNotRead(atFog(certificates.reader("acme")), Topic.ANON_VIDEO_RESTRICTED);
        assertMayNotRead(atFog(certificates.reader("acme")), Topic.ANON_AUDIO);
        assertMayNotRead(atFog(certificates.fog("partner")), Topic.ANON_VIDEO_RESTRICTED);
        assertMayNotWrite(atFog(certificates.fog("analytics")), Topic.ANON_VIDEO);
        assertMayNotWrite(atFog(certificates.fog("partner")), Topic.ANALYTICS_FLOW);
        assertMayNotWrite(atFog(certificates.edge(NODE, "ingestion")), Topic.ANON_VIDEO);
    }

    @Test
    void theGatewaySeesTheNamesOfAllTopicsSinceItWatchesForRawOnes() throws Exception {
        assertThat(topics(atFog(certificates.fog("partner")).settings()))
                .contains(Topic.ANON_VIDEO_RESTRICTED.topicName());
        assertThat(topics(atFog(certificates.reader("acme")).settings())).containsExactly(Topic.ANON_VIDEO.topicName());
    }

    @Test
    void renewedCertificatesAreTakenByTheNextConnectionAndBrokenOnesAreNot() throws Exception {
        Path changing = folder.resolve("changing");
        copy(certificates.reader("acme"), changing);
        try (RenewedCertificates kafkas = new RenewedCertificates()) {
            kafkas.configure(Map.of(
                    RenewedCertificates.FOLDER,
                    changing.toString(),
                    "ssl.protocol",
                    "TLSv1.3",
                    "ssl.client.auth",
                    "none"));
            assertThat(shown(kafkas)).isEqualTo("CN=reader.acme");
            copy(certificates.edge(NEIGHBOUR, "ingestion"), changing);
            assertThat(shown(kafkas)).isEqualTo("CN=ingestion.harbour");
            Files.writeString(changing.resolve("tls.crt"), "-----BEGIN CERTIFICATE-----\nhalf of i");
            assertThat(shown(kafkas)).isEqualTo("CN=ingestion.harbour");
            copy(certificates.reader("police"), changing);
            assertThat(shown(kafkas)).isEqualTo("CN=reader.police");
        }
    }

    /** Whom the next connection says it is. */
    private static String shown(RenewedCertificates kafkas) throws GeneralSecurityException {
        assertThat(kafkas.createClientSslEngine("fog", 9092, "https")).isNotNull();
        KeyStore own = kafkas.keystore();
        return ((X509Certificate) own.getCertificate(own.aliases().nextElement()))
                .getSubjectX500Principal()
                .getName();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String file : List.of("tls.key", "tls.crt", "ca.crt")) {
            Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<String> topics(Map<String, Object> settings) throws Exception {
        try (Admin admin = Admin.create(settings)) {
            return List.copyOf(admin.listTopics().names().get());
        }
    }

    private static Throwable refusal(BrokerLink link) {
        try {
            topics(link.settings());
            throw new AssertionError("it was let in");
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (Exception e) {
            return e;
        }
    }

    private static void assertReads(BrokerLink link, Topic topic) {
        try (TestReader reader = TestReader.committed(link, topic.topicName())) {
            assertThat(reader.until(1, KafkaInJvm.patience())).isNotEmpty();
        }
    }

    private static void assertMayNotRead(BrokerLink link, Topic topic) {
        assertThatThrownBy(() -> {
                    try (TestReader reader = TestReader.committed(link, topic.topicName())) {
                        reader.until(1, Duration.ofSeconds(10));
                    }
                })
                .isInstanceOf(TopicAuthorizationException.class);
    }

    private static void assertMayNotWrite(BrokerLink link, Topic topic) {
        try (TestWriter writer = new TestWriter(link)) {
            assertThatThrownBy(() -> writer.write(record(topic)))
                    .rootCause()
                    .isInstanceOf(AuthorizationException.class);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Topic topic) {
        return new ProducerRecord<>(topic.topicName(), "fountain".getBytes(UTF_8), new byte[] {1});
    }

    private static BrokerLink atEdge(String service) {
        return BrokerLink.toEdge(edge.bootstrapServers(), Optional.of(certificates.edge(NODE, service)), NODE);
    }

    private static BrokerLink atFog(Path certificate) {
        return BrokerLink.toFog(fog.bootstrapServers(), Optional.of(certificate));
    }
}
