/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own: Kafka keeps figures of every broker that a process ever had under one name. */
class MetricsPageIT {
    private static final String HOST = "127.0.0.1";
    private static final int STOPS_WITHIN_SECONDS = 30;

    @TempDir
    Path data;

    private int port;
    private int metricsPort;
    private Process broker;

    @BeforeEach
    void start() throws IOException {
        port = Ports.free(HOST);
        metricsPort = Ports.free(HOST);
        broker = broker("edge", port, metricsPort)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = broker.inputReader(UTF_8);
        assertThat(said.readLine()).startsWith("ready role=edge");
    }

    private ProcessBuilder broker(String folder, int port, int metricsPort, String... flags) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(flags));
        command.addAll(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.bauta.broker.BrokerMain",
                "--role",
                "edge",
                "--data",
                data.resolve(folder).toString(),
                "--port",
                Integer.toString(port),
                "--metrics-port",
                Integer.toString(metricsPort)));
        return new ProcessBuilder(command);
    }

    @AfterEach
    void stop() throws InterruptedException {
        broker.destroy();
        assertThat(broker.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsWrittenAndKeptIsToldByTopicAndNeverWhat() throws Exception {
        assertThat(read()).contains("bauta_broker_records_in_total{topic=\"raw.video.v1\"} 0.0");

        write("what a camera saw");

        assertThat(read())
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
    }

    @Test
    void aPortThatIsTakenIsRefused() throws IOException {
        BrokerSettings settings = BrokerSettings.of(BrokerRole.EDGE, data, HOST, port, metricsPort);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> MetricsPage.open(settings, taken.getLocalPort()))
                    .isInstanceOf(BrokerRefusedException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " for metrics");
        }
    }

    /** A runtime that somebody has cut out of a JDK may lack a module. */
    @Test
    void whereJavaHasNoServerForThePageTheBrokerEnds() throws Exception {
        Process blind = broker(
                        "blind", Ports.free(HOST), Ports.free(HOST), "--limit-modules=java.se,jdk.net,jdk.unsupported")
                .redirectErrorStream(true)
                .start();

        String said = new String(blind.getInputStream().readAllBytes(), UTF_8);

        assertThat(blind.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(blind.exitValue()).isEqualTo(1);
        assertThat(said).contains("bauta-broker: metrics cannot be told").doesNotContain("ready role=edge");
    }

    private void write(String value) {
        Map<String, Object> settings = Map.of("bootstrap.servers", HOST + ":" + port);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int times = 0; times < 3; times++) {
                var unused = producer.send(new ProducerRecord<>("raw.video.v1", value.getBytes(UTF_8)));
            }
        }
    }

    private String read() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + metricsPort + "/q/metrics"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
