/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsPageIT {
    private static final String HOST = "127.0.0.1";

    @TempDir
    Path data;

    @Test
    void whatIsWrittenAndKeptIsToldByTopicAndNeverWhat() throws Exception {
        BrokerSettings settings = settings();
        int port = Ports.free(HOST);
        try (Broker broker = Broker.start(settings);
                MetricsPage _ = MetricsPage.open(settings, port)) {
            assertThat(read(port)).contains("bauta_broker_records_in_total{topic=\"raw.video.v1\"} 0.0");

            write(broker, "what a camera saw");

            assertThat(read(port))
                    .contains("bauta_broker_records_in_total{topic=\"raw.video.v1\"} 3.0")
                    .contains("bauta_broker_records_in_total{topic=\"raw.audio.v1\"} 0.0")
                    .containsPattern("bauta_broker_bytes_in_total\\{topic=\"raw.video.v1\"} [1-9]")
                    .containsPattern("bauta_broker_kept_bytes\\{topic=\"raw.video.v1\"} [1-9]")
                    .containsPattern("bauta_broker_disk_free_bytes [1-9]")
                    .containsPattern("bauta_broker_disk_bytes [1-9]")
                    .contains("bauta_broker_strangers_total 0.0")
                    .contains("jvm_memory_used_bytes")
                    .contains("process_cpu_usage")
                    .doesNotContain("what a camera saw");
            assertThatThrownBy(() -> MetricsPage.open(settings, port))
                    .isInstanceOf(BrokerRefusedException.class)
                    .hasMessageContaining("port " + port + " for metrics");
        }
    }

    private static void write(Broker broker, String value) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.settings().bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int times = 0; times < 3; times++) {
                var unused = producer.send(new ProducerRecord<>("raw.video.v1", value.getBytes(UTF_8)));
            }
        }
    }

    private BrokerSettings settings() {
        return BrokerSettings.of(BrokerRole.EDGE, data, HOST, Ports.free(HOST), Ports.free(HOST));
    }

    private static String read(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + "/q/metrics"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
