/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.bauta.placement.models.Detector;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What the model server tells. */
class OfferedDetectorsTest {
    private static final String ANSWER = """
            {"models": [{"name": "street", "variants": [
              {"name": "street", "sha256": "aa", "figures": {"face.average-precision.composed": 0.6, "milliseconds.320x192": 1.06}},
              {"name": "street-new", "sha256": "bb", "figures": {"face.average-precision.composed": 0.7}}]},
             {"name": "voice", "variants": [{"name": "voice", "sha256": "cc", "figures": {"convert.eer": 0.3}}]}]}
            """;

    @Test
    void whatWasNotMeasuredIsNotOffered() throws IOException, InterruptedException {
        HttpServer server = answers(200);
        try {
            assertThat(new OfferedDetectors(address(server)).ask())
                    .containsExactly(new Detector("street", "aa", 0.6, 1.06));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anErrorIsNoEmptyOffer() throws IOException {
        HttpServer server = answers(503);
        try {
            assertThatThrownBy(() -> new OfferedDetectors(address(server)).ask())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("503");
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer answers(int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/models", exchange -> {
            exchange.sendResponseHeaders(status, ANSWER.length());
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(ANSWER.getBytes(UTF_8));
            }
        });
        server.start();
        return server;
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
