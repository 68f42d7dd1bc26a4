/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.intake;

import io.bauta.analytics.config.AnalyticsConfig;
import io.bauta.analytics.metrics.AnalyticsMetrics;
import io.bauta.analytics.metrics.AnalyticsMetrics.Refusal;
import io.bauta.analytics.window.Measurement;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.MalformedEnvelopeException;
import io.bauta.contracts.analytics.FlowWindow;
import io.bauta.contracts.analytics.SoundWindow;
import io.bauta.tracing.Traces;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Reads anonymised chunks. A chunk is acknowledged, and so its offset committed, once all its windows are published; one
 * that cannot be used is counted, skipped and acknowledged at once. Nothing is ever copied elsewhere.
 */
@ApplicationScoped
public class ChunkIntake {
    private static final Logger LOG = Logger.getLogger(ChunkIntake.class);
    private final Measurement<FlowWindow> flow;
    private final Measurement<SoundWindow> sound;
    private final AnalyticsConfig config;
    private final AnalyticsMetrics metrics;
    private final Traces traces;

    public ChunkIntake(
            Measurement<FlowWindow> flow,
            Measurement<SoundWindow> sound,
            AnalyticsConfig config,
            AnalyticsMetrics metrics,
            Traces traces) {
        this.flow = flow;
        this.sound = sound;
        this.config = config;
        this.metrics = metrics;
        this.traces = traces;
    }

    @Incoming("video")
    @Blocking
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> video(Message<byte[]> message) {
        return take(flow, message);
    }

    @Incoming("audio")
    @Blocking
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> audio(Message<byte[]> message) {
        return take(sound, message);
    }

    private CompletionStage<Void> take(Measurement<?> measurement, Message<byte[]> message) {
        ConsumerRecord<byte[], byte[]> record = record(message);
        Instant taken = Instant.now();
        try {
            Envelope envelope = EnvelopeCodec.read(record);
            if (envelope.time().isAfter(Instant.now().plus(config.mostAhead()))) {
                return skip(message, Refusal.TIME_AHEAD, envelope.id() + " was captured in the future");
            }
            byte[] media = record.value() == null ? new byte[0] : record.value();
            metrics.chunk(envelope.topic(), measurement.take(envelope, media, record.partition(), () -> done(message)));
            traces.tell(envelope, "analytics", taken, Instant.now());
            return CompletableFuture.completedFuture(null);
        } catch (MalformedEnvelopeException e) {
            return skip(message, Refusal.MALFORMED_ENVELOPE, e.getMessage());
        } catch (RuntimeException e) {
            return skip(message, Refusal.INTERNAL_ERROR, e.toString());
        }
    }

    private CompletionStage<Void> skip(Message<byte[]> message, Refusal why, String detail) {
        ConsumerRecord<byte[], byte[]> record = record(message);
        metrics.refused(record.topic(), why);
        LOG.warnf(
                "record skipped: topic=%s partition=%d offset=%d reason=%s detail=%s",
                record.topic(), record.partition(), record.offset(), why, detail);
        return message.ack();
    }

    private static void done(Message<byte[]> message) {
        message.ack().exceptionally(failure -> {
            // The chunk is read again after a restart and its windows are found published: harmless.
            LOG.warnf("a chunk could not be acknowledged: %s", failure.toString());
            return null;
        });
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecord<byte[], byte[]> record(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow()
                .getRecord();
    }
}
