/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.tracing;

import io.bauta.contracts.BuildStamp;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.trace.ChunkTrace;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Tells steps of a share of all chunks to a receiver of OTLP over HTTP (opentelemetry.io/docs/specs/otlp), or nothing to
 * nobody. A span says which record it is about, whose and when: what the envelope says, and no word more. Telling never waits
 * and never fails: what the receiver does not take in time is lost. Thread-safe.
 */
public final class Traces implements AutoCloseable {
    private static final String SCOPE = "io.bauta";
    private static final String PATH = "/v1/traces";
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration TOGETHER = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final double share;
    private final Optional<SpanProcessor> telling;
    private final GivenIds ids = new GivenIds();
    private final Map<String, SdkTracerProvider> services = new ConcurrentHashMap<>();

    private Traces(double share, Optional<SpanProcessor> telling) {
        this.share = share;
        this.telling = telling;
    }

    /**
     * @param receiver where OTLP is spoken, without the path, such as {@code http://collector:4318}; empty for nobody
     * @param share of all chunks whose way is told, 0 to 1
     * @throws IllegalArgumentException if the address or the share is none
     */
    public static Traces to(Optional<URI> receiver, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of chunks that are traced is between 0 and 1, not " + share);
        }
        return new Traces(share, receiver.map(Traces::processor));
    }

    private static SpanProcessor processor(URI receiver) {
        if (!"http".equals(receiver.getScheme()) && !"https".equals(receiver.getScheme())) {
            throw new IllegalArgumentException(
                    "traces go to an address such as http://collector:4318, not to " + receiver);
        }
        String base = receiver.toString().replaceFirst("/+$", "");
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(base + PATH)
                .setTimeout(ANSWER)
                .build();
        return BatchSpanProcessor.builder(exporter).setScheduleDelay(TOGETHER).build();
    }

    /** The trace of a record whose way is told; empty of all others. */
    public Optional<ChunkTrace> follow(Envelope envelope) {
        return telling.map(somebody -> ChunkTrace.of(envelope)).filter(trace -> trace.isAmong(share));
    }

    /** As {@link #tell(Envelope, List)}, one step that went well. */
    public void tell(Envelope envelope, String service, Instant from, Instant until) {
        tell(envelope, List.of(Step.of(service, from, until)));
    }

    /** Tells steps of the way of a record, if it is among those that are followed. */
    public void tell(Envelope envelope, List<Step> steps) {
        follow(envelope).ifPresent(trace -> steps.forEach(step -> tell(trace, envelope, step)));
    }

    private void tell(ChunkTrace trace, Envelope envelope, Step step) {
        String service = step.service().orElse("egress");
        ids.next(trace, step.service().map(trace::span).orElseGet(trace::wholeWay));
        SpanBuilder builder = services.computeIfAbsent(service, this::provider)
                .get(SCOPE)
                .spanBuilder(step.service().orElse("chunk"))
                .setSpanKind(SpanKind.INTERNAL)
                .setStartTimestamp(step.from())
                .setAllAttributes(about(envelope));
        Context within =
                step.service().isEmpty() ? Context.root() : Context.root().with(Span.wrap(parent(trace)));
        Span span = builder.setParent(within).startSpan();
        step.failure().ifPresent(with -> span.setStatus(StatusCode.ERROR, with));
        span.end(step.until());
    }

    private static SpanContext parent(ChunkTrace trace) {
        return SpanContext.createFromRemoteParent(
                trace.id(), trace.wholeWay(), TraceFlags.getSampled(), TraceState.getDefault());
    }

    private static Attributes about(Envelope envelope) {
        return Attributes.builder()
                .put("messaging.destination.name", envelope.topic().topicName())
                .put("bauta.sensor", envelope.sensor().value())
                .put("bauta.source", envelope.source())
                .put("bauta.epoch", envelope.epoch())
                .put("bauta.sequence", envelope.sequence())
                .put("bauta.policy", envelope.policy().map(Object::toString).orElse("none"))
                .build();
    }

    private SdkTracerProvider provider(String service) {
        Resource resource = Resource.create(Attributes.builder()
                .put("service.namespace", "bauta")
                .put("service.name", service)
                .put("service.version", BuildStamp.current().version())
                .build());
        return SdkTracerProvider.builder()
                .setResource(resource)
                .setIdGenerator(ids)
                .addSpanProcessor(telling.orElseThrow())
                .build();
    }

    /** Waits a little for what was not told yet. */
    @Override
    public void close() {
        telling.ifPresent(processor -> processor.shutdown().join(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS));
    }
}
