/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void everyOneMustAnswerAndWhoeverDoesNotIsNamed() throws Exception {
        HttpServer service = service(200);
        HttpServer starting = service(503);
        try {
            assertThat(ask(url(service))).isTrue();
            assertThat(ask(url(service), url(starting), "http://127.0.0.1:1/")).isFalse();
            assertThat(said.toString(UTF_8).lines())
                    .containsSequence(url(service) + " answers", url(starting) + " does not: status 503")
                    .last()
                    .asString()
                    .startsWith("http://127.0.0.1:1/ does not: ");
        } finally {
            service.stop(0);
            starting.stop(0);
        }
    }

    @Test
    void nobodyAskedIsNoAnswer() throws InterruptedException {
        assertThat(ask()).isFalse();
    }

    private boolean ask(String... asked) throws InterruptedException {
        return Answers.ask(asked, new PrintStream(said, true, UTF_8));
    }

    private static HttpServer service(int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }
}
