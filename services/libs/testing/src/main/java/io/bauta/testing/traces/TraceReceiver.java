/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.traces;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes OTLP over HTTP as a collector does, reads it by the protocol's own definitions, and keeps it. Thread-safe. */
public final class TraceReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();

    /**
     * A span.
     *
     * @param trace id, lower-case hex
     * @param id of the span
     * @param parent of the span's parent; empty if there is none
     * @param service {@code service.name} of its resource
     * @param failure the status' message where the status is an error, else empty
     * @param about its attributes, as text
     */
    public record Told(
            String trace,
            String id,
            String parent,
            String service,
            String name,
            Instant from,
            Instant until,
            String failure,
            Map<String, String> about) {}

    private TraceReceiver(HttpServer server) {
        this.server = server;
    }

    /** On a free port of this machine. */
    public static TraceReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TraceReceiver receiver = new TraceReceiver(server);
        server.createContext("/v1/traces", receiver::take);
        server.start();
        return receiver;
    }

    /** Where it is, without the path. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** All spans so far. */
    public List<Told> told() {
        return List.copyOf(told);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            request.getResourceSpansList().forEach(this::note);
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void note(ResourceSpans of) {
        String service = text(of.getResource().getAttributesList()).getOrDefault("service.name", "");
        for (ScopeSpans scope : of.getScopeSpansList()) {
            scope.getSpansList().forEach(span -> told.add(told(service, span)));
        }
    }

    private static Told told(String service, Span span) {
        HexFormat hex = HexFormat.of();
        boolean failed = span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
        return new Told(
                hex.formatHex(span.getTraceId().toByteArray()),
                hex.formatHex(span.getSpanId().toByteArray()),
                hex.formatHex(span.getParentSpanId().toByteArray()),
                service,
                span.getName(),
                at(span.getStartTimeUnixNano()),
                at(span.getEndTimeUnixNano()),
                failed ? span.getStatus().getMessage() : "",
                text(span.getAttributesList()));
    }

    private static Instant at(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }

    private static Map<String, String> text(List<KeyValue> attributes) {
        Function<AnyValue, String> words =
                value -> value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
        return attributes.stream()
                .collect(Collectors.toUnmodifiableMap(KeyValue::getKey, one -> words.apply(one.getValue())));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
