/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.outlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.analytics.config.AnalyticsConfig;
import io.bauta.analytics.metrics.AnalyticsMetrics;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.analytics.FlowWindow;
import io.bauta.contracts.analytics.SoundWindow;
import io.bauta.contracts.analytics.WindowCodec;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Publishes windows as records. Blocks its caller until the broker has one, which holds reading back while the broker is
 * away; the producer retries for as long as it takes.
 */
@Singleton
public class WindowOutlet {
    private final MutinyEmitter<byte[]> flow;
    private final MutinyEmitter<byte[]> sound;
    private final String source;
    private final AnalyticsMetrics metrics;

    public WindowOutlet(
            @Channel("flow") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> flow,
            @Channel("sound") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> sound,
            AnalyticsConfig config,
            AnalyticsMetrics metrics) {
        this.flow = flow;
        this.sound = sound;
        this.source = config.source();
        this.metrics = metrics;
    }

    public void flow(SensorId sensor, Instant start, long epoch, long sequence, FlowWindow window) {
        send(
                flow,
                Envelope.of(Topic.ANALYTICS_FLOW, sensor, source, start, epoch, sequence),
                WindowCodec.write(window));
        metrics.flow(sensor, window);
    }

    public void sound(SensorId sensor, Instant start, long epoch, long sequence, SoundWindow window) {
        send(
                sound,
                Envelope.of(Topic.ANALYTICS_SOUND, sensor, source, start, epoch, sequence),
                WindowCodec.write(window));
        metrics.sound(sensor, window);
    }

    private void send(MutinyEmitter<byte[]> channel, Envelope envelope, byte[] value) {
        OutgoingKafkaRecordMetadata<byte[]> record = OutgoingKafkaRecordMetadata.<byte[]>builder()
                .withTopic(envelope.topic().topicName())
                .withKey(envelope.sensor().value().getBytes(UTF_8))
                .withTimestamp(envelope.time())
                .withHeaders(EnvelopeCodec.headers(envelope))
                .build();
        try {
            channel.sendMessage(Message.of(value).addMetadata(record)).await().indefinitely();
        } catch (RuntimeException e) {
            metrics.windowLost(envelope.topic());
            throw new IllegalStateException("window " + envelope.id() + " could not be published", e);
        }
    }
}
