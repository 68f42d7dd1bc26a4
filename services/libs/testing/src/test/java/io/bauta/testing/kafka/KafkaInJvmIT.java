/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaInJvmIT {

    @Test
    void edgeAndFogRunSideBySideAndKeepTheirDataOverAStop() {
        try (KafkaInJvm edge = KafkaInJvm.edge().start();
                KafkaInJvm fog = KafkaInJvm.fog().start()) {
            assertThat(edge.bootstrapServers()).isNotEqualTo(fog.bootstrapServers());
            try (TestWriter writer = edge.writer()) {
                writer.write(new ProducerRecord<>(
                        Topic.ANON_VIDEO.topicName(), "cam-1".getBytes(UTF_8), "before".getBytes(UTF_8)));
            }
            String address = edge.bootstrapServers();

            edge.stop();
            edge.start();

            assertThat(edge.bootstrapServers()).isEqualTo(address);
            try (TestReader reader = edge.reader(Topic.ANON_VIDEO)) {
                assertThat(reader.until(1, KafkaInJvm.patience()))
                        .singleElement()
                        .satisfies(record ->
                                assertThat(new String(record.value(), UTF_8)).isEqualTo("before"));
            }
        }
    }
}
