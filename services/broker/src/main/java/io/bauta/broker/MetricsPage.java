/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;

/** What a broker says of itself, where every service says it: at {@code /q/metrics}, for Prometheus. */
final class MetricsPage implements AutoCloseable {
    private final HttpServer server;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final BrokerMetrics metrics = new BrokerMetrics(registry);

    private MetricsPage(HttpServer server) {
        this.server = server;
    }

    /**
     * Opens the page on the address that the broker listens on.
     *
     * @throws BrokerRefusedException if the port is taken
     */
    static MetricsPage open(BrokerSettings settings, int port) {
        try {
            MetricsPage page = new MetricsPage(HttpServer.create(new InetSocketAddress(settings.host(), port), 0));
            page.metrics.bind(settings);
            new JvmMemoryMetrics().bindTo(page.registry);
            new ProcessorMetrics().bindTo(page.registry);
            page.server.createContext("/q/metrics", page::answer);
            page.server.start();
            return page;
        } catch (IOException e) {
            throw new BrokerRefusedException("port " + port + " for metrics cannot be opened: " + e.getMessage(), e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] page = registry.scrape().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        registry.close();
    }
}
