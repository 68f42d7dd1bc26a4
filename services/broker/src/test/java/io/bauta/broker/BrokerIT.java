/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bauta.contracts.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerIT {
    private static final String HOST = "127.0.0.1";

    @TempDir
    Path data;

    @Test
    void theFogRefusesToCreateARawTopicAndSaysWhy() throws Exception {
        try (Broker fog = Broker.start(settings(BrokerRole.FOG));
                Admin admin = admin(fog)) {
            assertThatThrownBy(() -> admin.createTopics(List.of(new NewTopic("raw.video.v1", 1, (short) 1)))
                            .all()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining("stays on the edge");
            assertThat(admin.listTopics().names().get())
                    .contains("anon.video.v1")
                    .noneMatch(name -> name.startsWith("raw"));
        }
    }

    @Test
    void aRestartFindsItsTopicsAndTakesTodaysRetention() throws Exception {
        Set<String> before;
        try (Broker edge = Broker.start(settings(BrokerRole.EDGE));
                Admin admin = admin(edge)) {
            before = admin.listTopics().names().get();
        }
        BrokerSettings shorter = settings(BrokerRole.EDGE)
                .withRaw(new BrokerSettings.Retention(java.time.Duration.ofSeconds(5), 1 << 20));
        try (Broker edge = Broker.start(shorter);
                Admin admin = admin(edge)) {
            assertThat(admin.listTopics().names().get()).isEqualTo(before).contains(Topic.RAW_VIDEO.topicName());
            // The controller has it at once; the broker that is asked hears of it a moment later.
            await().untilAsserted(() -> assertThat(retentionOfRawVideo(admin)).isEqualTo("5000"));
        }
    }

    /** A record's timestamp is what Kafka counts its age from. */
    @ParameterizedTest
    @CsvSource({"EDGE, 1999-12-31T23:59:59Z", "EDGE, 2099-01-01T00:00:00Z", "FOG, 1999-12-31T23:59:59Z"})
    void ageCountsFromArrivalWhateverYearASensorLivesIn(BrokerRole role, Instant captured) throws Exception {
        Instant begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (Broker broker = Broker.start(settings(role));
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.settings().bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (Topic topic : role.topics()) {
                byte[] sensor = "camera".getBytes(UTF_8);
                RecordMetadata written = producer.send(new ProducerRecord<>(
                                topic.topicName(), null, captured.toEpochMilli(), sensor, new byte[1]))
                        .get();
                if (topic != Topic.MODELS_RELEASES) {
                    assertThat(Instant.ofEpochMilli(written.timestamp()))
                            .as(topic.topicName())
                            .isBetween(begun, Instant.now());
                }
            }
        }
    }

    private static String retentionOfRawVideo(Admin admin) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topic.RAW_VIDEO.topicName());
        return admin.describeConfigs(List.of(topic))
                .all()
                .get()
                .get(topic)
                .get("retention.ms")
                .value();
    }

    @Test
    void aFolderServesOneBrokerAtATimeAndOneRoleForGood() throws Exception {
        try (Broker edge = Broker.start(settings(BrokerRole.EDGE))) {
            assertThat(edge.settings().role()).isEqualTo(BrokerRole.EDGE);
            assertThatThrownBy(() -> Broker.start(settings(BrokerRole.EDGE)))
                    .isInstanceOf(BrokerRefusedException.class)
                    .hasMessageContaining("in use by another broker");
        }
        assertThatThrownBy(() -> Broker.start(settings(BrokerRole.FOG)))
                .isInstanceOf(BrokerRefusedException.class)
                .hasMessageContaining("belongs to a broker of role edge");
    }

    /** Nothing listens at the address, as with a Service that leads to the broker only once it is ready. */
    @Test
    void clientsAreToldTheAddressInFrontWhichTheBrokerItselfDoesNotNeed() throws IOException {
        BrokerSettings behind = settings(BrokerRole.EDGE)
                .withFront(new BrokerSettings.Front("edge-broker.invalid", Ports.free(BrokerSettings.LOOPBACK)));
        Map<String, Object> client = Map.of("bootstrap.servers", HOST + ":" + behind.port());
        try (Broker edge = Broker.start(behind);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(edge.settings().bootstrapServers()).isEqualTo("edge-broker.invalid:" + behind.port());
            assertThat(producer.partitionsFor(Topic.RAW_VIDEO.topicName()))
                    .isNotEmpty()
                    .allSatisfy(partition -> {
                        assertThat(partition.leader().host()).isEqualTo("edge-broker.invalid");
                        assertThat(partition.leader().port()).isEqualTo(behind.port());
                    });
        }
    }

    @Test
    void aPortInUseIsOneClearLineAndAnExitCode() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code = BrokerMain.run(
                    new String[] {
                        "--role", "fog", "--data", data.toString(), "--port", Integer.toString(taken.getLocalPort())
                    },
                    new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                    new PrintStream(err, true, UTF_8));
            assertThat(code).isEqualTo(1);
            assertThat(err.toString(UTF_8).lines())
                    .singleElement()
                    .asString()
                    .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("choose another port");
        }
    }

    @Test
    void aWrongCommandLineIsOneClearLineAndAnExitCode() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = BrokerMain.run(
                new String[] {"--role", "edge", "--data", data.toString(), "--raw-retention", "soon"},
                new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                new PrintStream(err, true, UTF_8));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).singleElement().asString().contains("--raw-retention");
    }

    private BrokerSettings settings(BrokerRole role) {
        return BrokerSettings.of(role, data, HOST, Ports.free(HOST), Ports.free(HOST));
    }

    private static Admin admin(Broker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.settings().bootstrapServers()));
    }
}
