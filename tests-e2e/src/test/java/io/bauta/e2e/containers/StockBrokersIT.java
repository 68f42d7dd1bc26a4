/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bauta.broker.BrokerRole;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.e2e.actors.Camera;
import io.bauta.e2e.actors.Partner;
import io.bauta.e2e.actors.ServiceProcess;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.StreamKind;
import io.bauta.testing.kafka.TestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.utility.DockerImageName;

/**
 * The way from camera to fog on brokers that are not ours: Apache Kafka as it is shipped, in containers. Services and
 * brokers are killed and frozen; the partner must not be able to tell.
 */
class StockBrokersIT {
    private static final int SECONDS = 24;
    private static final int RATE = 25;
    private static final int CHUNKS = 2 * SECONDS;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private StockBroker edge;
    private StockBroker fog;

    @BeforeEach
    void start() {
        DockerImageName image = ContainerEngine.kafka();
        edge = new StockBroker(image, BrokerRole.EDGE);
        fog = new StockBroker(image, BrokerRole.FOG);
        edge.start();
        fog.start();
    }

    @AfterEach
    void stop() {
        if (edge != null) {
            edge.close();
            fog.close();
        }
    }

    @Test
    void nothingIsLostDoubledOrOutOfOrderThoughServicesAndBrokersAreKilledAndFrozen() throws IOException {
        // Given a street with a camera and a microphone, and the services of the edge
        new Camera(folder).films("square", "320x240", RATE, SECONDS);
        new Camera(folder).records("whistle", SECONDS);
        Map<String, String> settings = settings();
        try (Partner partner = new Partner(fog.bootstrapServers());
                ServiceProcess video = new ServiceProcess("services/video-anonymiser", folder, settings).start();
                ServiceProcess audio = new ServiceProcess("services/audio-anonymiser", folder, settings).start();
                ServiceProcess door = new ServiceProcess("gateway/egress", folder, doorSettings(settings)).start();
                ServiceProcess ingestion = new ServiceProcess("services/ingestion", folder, settings)) {
            List<ServiceProcess> services = List.of(video, audio, door, ingestion);
            for (ServiceProcess service : List.of(video, audio, door)) {
                await().atMost(PATIENCE).until(service::ready);
            }

            // When a film is played and each link of the way fails in turn
            ingestion.start();
            after(4, partner, services);
            video.killAndStart();
            after(12, partner, services);
            door.killAndStart();
            after(18, partner, services);
            fog.freeze();
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
            fog.thaw();
            after(24, partner, services);
            edge.killAndStart();
            after(32, partner, services);
            fog.killAndStart();

            // Then the partner has every picture and every sample once, in order, and nothing that is raw
            after(CHUNKS, partner, services);
            whole(partner);
        }
        assertThat(rawRecords()).isGreaterThanOrEqualTo(SECONDS * RATE);
    }

    private void whole(Partner partner) {
        List<Envelope> chunks = partner.envelopes(Topic.ANON_VIDEO, "square");
        gapFreeAndUnique(chunks);
        gapFreeAndUnique(partner.envelopes(Topic.ANON_AUDIO, "whistle"));
        gapFreeAndUnique(partner.envelopes(Topic.AUDIT_PROVENANCE, "square"));
        assertThat(pictures(partner.concatenated(Topic.ANON_VIDEO, "square"))).isEqualTo(SECONDS * RATE);
        assertThat(partner.topics()).isNotEmpty().noneMatch(topic -> topic.startsWith("raw."));
    }

    private int rawRecords() {
        try (TestReader reader = TestReader.committed(edge.bootstrapServers(), Topic.RAW_VIDEO.topicName())) {
            return reader.toEnd().size();
        }
    }

    private void after(int chunks, Partner partner, List<ServiceProcess> services) {
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> arrived(partner) >= chunks);
        } catch (ConditionTimeoutException e) {
            StringBuilder words = new StringBuilder();
            services.forEach(service -> words.append(service.lastWords()).append('\n'));
            throw new AssertionError(
                    "waited for " + chunks + " chunks, " + arrived(partner) + " came\n" + words + "edge said:\n"
                            + edge.lastWords() + "\nfog said:\n" + fog.lastWords(),
                    e);
        }
    }

    /** The slower of the two. */
    private static int arrived(Partner partner) {
        return Math.min(
                partner.records(Topic.ANON_VIDEO, "square").size(),
                partner.records(Topic.ANON_AUDIO, "whistle").size());
    }

    private static void gapFreeAndUnique(List<Envelope> envelopes) {
        assertThat(envelopes.stream().map(Envelope::epoch).distinct()).hasSize(1);
        assertThat(envelopes.stream().map(Envelope::sequence))
                .containsExactlyElementsOf(
                        LongStream.range(0, envelopes.size()).boxed().toList());
    }

    private static int pictures(byte[] film) {
        try (SourceReader reader = SourceReader.open(film)) {
            int pictures = 0;
            for (var packet = reader.next(); packet.isPresent(); packet = reader.next()) {
                pictures += packet.get().kind() == StreamKind.VIDEO ? 1 : 0;
            }
            return pictures;
        }
    }

    /** The door checks signatures and never sees the key that makes them. */
    private Map<String, String> doorSettings(Map<String, String> settings) throws IOException {
        Path publicKeys = Files.createDirectory(folder.resolve("public-keys"));
        Files.copy(folder.resolve("keys/node.pub"), publicKeys.resolve("node.pub"));
        Map<String, String> its = new HashMap<>(settings);
        its.put("BAUTA_KEYS", publicKeys.toString());
        return its;
    }

    /** Each service takes from these what is its own. */
    private Map<String, String> settings() throws IOException {
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
                "BAUTA_KEYS", keys.toString(),
                "BAUTA_EDGE_BOOTSTRAP_SERVERS", edge.bootstrapServers(),
                "BAUTA_FOG_BOOTSTRAP_SERVERS", fog.bootstrapServers(),
                "MALLOC_ARENA_MAX", "2");
    }
}
