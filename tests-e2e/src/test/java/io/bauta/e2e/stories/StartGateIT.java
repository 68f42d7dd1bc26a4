/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bauta.broker.BrokerRole;
import io.bauta.broker.Ports;
import io.bauta.contracts.Topic;
import io.bauta.e2e.actors.Camera;
import io.bauta.e2e.actors.ServiceProcess;
import io.bauta.testing.kafka.KafkaProcess;
import io.bauta.testing.kafka.TestReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody enforces is noticed before a camera is opened: a packaged ingestion, and somewhere it must not get to. */
class StartGateIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WAY_OUT_OPEN = 3;

    @TempDir
    Path folder;

    @Test
    void noSourceIsOpenedWhileAWayOutIsOpenAndTheServiceEndsWhenOneOpens() throws IOException {
        new Camera(folder).films("square", "160x120", 10, 2);
        int fog = Ports.free("127.0.0.1");
        try (KafkaProcess edge = new KafkaProcess(BrokerRole.EDGE, folder.resolve("edge")).start();
                ServiceProcess ingestion = new ServiceProcess("services/ingestion", folder, settings(edge, fog))) {
            try (ServerSocket listening = new ServerSocket(fog, 50, InetAddress.getLoopbackAddress())) {
                // Given somebody who can be reached and must not be, when ingestion starts, then it waits and says for
                // whom
                assertThat(listening.isBound()).isTrue();
                ingestion.start();
                await().atMost(PATIENCE)
                        .until(() -> ingestion.lastWords().contains("127.0.0.1:" + fog + "] can be reached"));
                assertThat(ingestion.ready()).isFalse();
                assertThat(rawRecords(edge)).isZero();
            }
            // When the way is shut, then the film is taken in
            await().atMost(PATIENCE).until(() -> rawRecords(edge) > 0);

            // When the way opens again, then the service ends
            try (ServerSocket again = new ServerSocket(fog, 50, InetAddress.getLoopbackAddress())) {
                assertThat(again.isBound()).isTrue();
                await().atMost(PATIENCE).until(() -> ingestion.exitCode().isPresent());
            }
            assertThat(ingestion.exitCode()).hasValue(WAY_OUT_OPEN);
        }
    }

    private static int rawRecords(KafkaProcess edge) {
        try (TestReader reader = TestReader.committed(edge.bootstrapServers(), Topic.RAW_VIDEO.topicName())) {
            return reader.toEnd().size();
        }
    }

    private Map<String, String> settings(KafkaProcess edge, int fog) throws IOException {
        Path site = Files.writeString(folder.resolve("site.yaml"), """
                site: old-town
                node: market-square
                sensors:
                  - {id: square, kind: camera, source: square.mp4, purpose: test, legalBasis: test}
                """);
        return Map.of(
                "BAUTA_SITE_FILE", site.toString(),
                "BAUTA_EDGE_BOOTSTRAP_SERVERS", edge.bootstrapServers(),
                "BAUTA_START_GATE_SHUT", "127.0.0.1:" + fog);
    }
}
