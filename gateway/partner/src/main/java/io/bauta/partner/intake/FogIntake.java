/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.intake;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.MalformedEnvelopeException;
import io.bauta.contracts.analytics.WindowCodec;
import io.bauta.contracts.provenance.InvalidProvenanceException;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.partner.board.SensorBoard;
import io.bauta.partner.metrics.PartnerMetrics;
import io.bauta.partner.metrics.PartnerMetrics.Refusal;
import io.bauta.tracing.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads everything partners may see from the fog broker, from now on: each gateway sees all of it (a group of its own)
 * and never commits. A record that cannot be understood is counted and skipped.
 */
@ApplicationScoped
public class FogIntake {
    private static final Logger LOG = Logger.getLogger(FogIntake.class);
    private final SensorBoard board;
    private final PartnerMetrics metrics;
    private final Traces traces;

    public FogIntake(SensorBoard board, PartnerMetrics metrics, Traces traces) {
        this.board = board;
        this.metrics = metrics;
        this.traces = traces;
    }

    @Incoming("fog")
    public void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            Envelope envelope = EnvelopeCodec.read(record);
            byte[] value = record.value() == null ? new byte[0] : record.value();
            if (note(envelope, value)) {
                metrics.record(envelope.topic());
            } else {
                metrics.refused(record.topic(), Refusal.TOO_MANY_SENSORS);
            }
        } catch (MalformedEnvelopeException e) {
            skip(record, Refusal.MALFORMED_ENVELOPE, e);
        } catch (InvalidProvenanceException | IllegalArgumentException e) {
            skip(record, Refusal.UNREADABLE_VALUE, e);
        }
    }

    private boolean note(Envelope envelope, byte[] value) {
        return switch (envelope.topic()) {
            case ANON_VIDEO, ANON_AUDIO -> chunk(envelope, value);
            case AUDIT_PROVENANCE -> {
                Predicate predicate = Statements.read(value);
                // What an authorised role sees besides is not for this page.
                yield !predicate.isPublic() || board.statement(envelope, predicate);
            }
            case ANALYTICS_FLOW -> {
                board.flow(envelope.sensor(), WindowCodec.readFlow(value));
                yield true;
            }
            case ANALYTICS_SOUND -> {
                board.sound(envelope.sensor(), WindowCodec.readSound(value));
                yield true;
            }
            default -> throw new MalformedEnvelopeException("topic " + envelope.topic() + " is not for partners");
        };
    }

    private boolean chunk(Envelope envelope, byte[] value) {
        Instant taken = Instant.now();
        metrics.latency(envelope.topic(), Duration.between(envelope.time(), taken));
        boolean shown = board.chunk(envelope, value);
        traces.tell(envelope, "partner", taken, Instant.now());
        return shown;
    }

    private void skip(ConsumerRecord<?, ?> record, Refusal why, RuntimeException e) {
        metrics.refused(record.topic(), why);
        LOG.warnf(
                "record skipped: topic=%s partition=%d offset=%d reason=%s detail=%s",
                record.topic(), record.partition(), record.offset(), why, e.getMessage());
    }
}
