/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.modelserver.packaged.Client;
import io.bauta.modelserver.packaged.PackagedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send too much, too slowly, or at the same time as others: the packaged service keeps within its limits. */
class InferenceLimitsIT {
    private static final String REQUEST =
            "{\"inputs\":[{\"name\":\"index\",\"shape\":[1],\"datatype\":\"INT64\",\"data\":[2]}]}";
    private static final int MOST_BYTES = 1_024;

    @TempDir
    static Path work;

    private static PackagedServer server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path exported = Files.createDirectory(work.resolve("exported"));
        Networks.export(Networks.LOOKUP, exported);
        server = PackagedServer.start(
                work,
                Map.of(
                        "BAUTA_MODEL_SERVER_FOLDER",
                        exported.toString(),
                        "BAUTA_MODEL_SERVER_MOST_REQUEST_BYTES",
                        Integer.toString(MOST_BYTES),
                        "BAUTA_MODEL_SERVER_MOST_REQUESTS",
                        "1",
                        "QUARKUS_HTTP_READ_TIMEOUT",
                        "4S"));
        client = new Client(server.address());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static String error(HttpResponse<byte[]> answer) {
        return Client.json(answer).path("error").asText();
    }

    @Test
    void whatIsTooLongIsNotRead() {
        String tooLong = "x".repeat(MOST_BYTES + 1);

        HttpResponse<byte[]> stated = client.post("/v2/models/lookup/infer", tooLong);
        HttpResponse<byte[]> unstated = client.send(
                "POST",
                "/v2/models/lookup/infer",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong.getBytes(UTF_8))));

        assertThat(stated.statusCode()).isEqualTo(413);
        assertThat(error(stated)).contains("at most " + MOST_BYTES);
        assertThat(unstated.statusCode()).isEqualTo(413);
        assertThat(error(unstated)).contains("at most " + MOST_BYTES);
    }

    @Test
    void whileThereIsNoRoomOthersAreToldToComeAgain() throws Exception {
        byte[] body = REQUEST.getBytes(UTF_8);
        try (SlowClient slow = new SlowClient(body)) {
            HttpResponse<byte[]> refused = untilRefused(slow);
            assertThat(error(refused)).contains("come again");
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(client.get("/v2/health/live").statusCode())
                    .as("everything else goes on")
                    .isEqualTo(200);

            assertThat(slow.sendsTheRest()).startsWith("HTTP/1.1 200").contains("\"value\"");
        }
        assertThat(client.post("/v2/models/lookup/infer", REQUEST).statusCode()).isEqualTo(200);
    }

    /** The slow one's request is admitted when its first bytes have arrived, which takes an unknown moment. */
    private static HttpResponse<byte[]> untilRefused(SlowClient slow) throws IOException {
        Instant limit = Instant.now().plus(Duration.ofSeconds(10));
        HttpResponse<byte[]> answer = client.post("/v2/models/lookup/infer", REQUEST);
        while (answer.statusCode() != 503 && Instant.now().isBefore(limit)) {
            slow.comesAgainIfRefused();
            answer = client.post("/v2/models/lookup/infer", REQUEST);
        }
        assertThat(answer.statusCode()).isEqualTo(503);
        return answer;
    }

    @Test
    void whoDoesNotGoOnGivesUpItsPlace() throws Exception {
        try (Socket silent =
                new Socket(server.address().getHost(), server.address().getPort())) {
            silent.getOutputStream()
                    .write("POST /v2/models/lookup/infer HTTP/1.1\r\nHost: edge\r\nContent-Length: 9\r\n\r\n{"
                            .getBytes(UTF_8));

            assertThat(silent.getInputStream().readAllBytes())
                    .as("it is hung up on, and may be told why")
                    .satisfiesAnyOf(said -> assertThat(said).isEmpty(), said -> assertThat(new String(said, UTF_8))
                            .startsWith("HTTP/1.1 408"));
        }
        assertThat(client.post("/v2/models/lookup/infer", REQUEST).statusCode()).isEqualTo(200);
        assertThat(new String(client.get("/q/metrics").body(), UTF_8))
                .contains("bauta_model_server_inferences_total{model=\"lookup\",outcome=\"incomplete\"} 1.0");
    }

    /** Sends the beginning of a request and waits. It may itself be the one there was no room for; then it begins anew. */
    private static final class SlowClient implements AutoCloseable {
        private static final int BEGINNING = 10;
        private final byte[] body;
        private Socket socket;

        SlowClient(byte[] body) throws IOException {
            this.body = body;
            begin();
        }

        private void begin() throws IOException {
            socket = new Socket(server.address().getHost(), server.address().getPort());
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v2/models/lookup/infer HTTP/1.1\r\nHost: edge\r\nConnection: close\r\nContent-Length: "
                            + body.length + "\r\n\r\n")
                    .getBytes(UTF_8));
            out.write(body, 0, BEGINNING);
            out.flush();
        }

        void comesAgainIfRefused() throws IOException {
            if (socket.getInputStream().available() > 0) {
                socket.close();
                begin();
            }
        }

        /** Gives the whole answer. */
        String sendsTheRest() throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(body, BEGINNING, body.length - BEGINNING);
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
