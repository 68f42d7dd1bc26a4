/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.outlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.link.BrokerLink;
import io.bauta.testing.kafka.KafkaInJvm;
import io.bauta.testing.kafka.TestWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class RawTailIT {
    @RegisterExtension
    static final KafkaInJvm edge = KafkaInJvm.edge(settings -> settings.withPartitions(1));

    @Test
    @Timeout(60)
    void aLiveCameraThatWritesAllTheTimeDoesNotKeepTheOthersWaiting() throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        Thread camera = Thread.ofPlatform().start(() -> film(enough));
        try {
            assertThat(new RawTail(BrokerLink.plain(edge.bootstrapServers()))
                            .newest(Topic.RAW_VIDEO, List.of(new SensorId("film"))))
                    .isEmpty();
        } finally {
            enough.set(true);
            camera.join();
        }
    }

    private static void film(AtomicBoolean enough) {
        try (TestWriter writer = edge.writer()) {
            while (!enough.get()) {
                writer.write(new ProducerRecord<>(Topic.RAW_VIDEO.topicName(), "live".getBytes(UTF_8), new byte[100]));
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
