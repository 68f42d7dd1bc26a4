/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.broker.BrokerRole;
import io.bauta.contracts.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessIT {

    @Test
    void whatABrokerAcknowledgedIsThereAfterItsKill(@TempDir Path data) {
        List<ProducerRecord<byte[], byte[]>> chunks = IntStream.range(0, 50)
                .mapToObj(i -> new ProducerRecord<>(
                        Topic.ANON_VIDEO.topicName(), "cam-1".getBytes(UTF_8), new byte[10_000 + i]))
                .toList();
        try (KafkaProcess broker = new KafkaProcess(BrokerRole.EDGE, data).start()) {
            try (TestWriter writer = new TestWriter(broker.bootstrapServers())) {
                writer.writeAll(chunks);
            }

            broker.kill();
            broker.start();

            try (TestReader reader = TestReader.committed(broker.bootstrapServers(), Topic.ANON_VIDEO.topicName())) {
                assertThat(reader.until(50, KafkaInJvm.patience()).stream().map(record -> record.value().length))
                        .containsExactlyElementsOf(
                                IntStream.range(10_000, 10_050).boxed().toList());
            }
            assertThat(broker.stop()).as("SIGTERM ends it cleanly").isEqualTo(143);
        }
    }
}
