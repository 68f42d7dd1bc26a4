/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.observation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.MalformedEnvelopeException;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.DsseEnvelope;
import io.bauta.contracts.provenance.InvalidProvenanceException;
import io.bauta.contracts.provenance.ProvenanceStatement;
import io.bauta.local.observation.TopicObserver.Pace;
import io.bauta.raw.RawRecordCodec;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Watches both brokers: on the edge what ingestion delivered and what the anonymisers state, on the fog what arrived. It
 * trusts the topics alone, not the services' own counters. One thread per question, so that a slow one cannot falsify the
 * latencies measured by another.
 */
public final class ContinuumObserver implements AutoCloseable {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Tally tally;
    private final List<TopicObserver> observers;

    private ContinuumObserver(Tally tally, String edge, String fog, boolean fromBeginning) {
        this.tally = tally;
        this.observers = List.of(
                TopicObserver.start(
                        "raw",
                        edge,
                        List.of(Topic.RAW_VIDEO.topicName(), Topic.RAW_AUDIO.topicName()),
                        Pace.SELDOM,
                        fromBeginning,
                        this::raw),
                TopicObserver.start(
                        "edge",
                        edge,
                        List.of(Topic.AUDIT_PROVENANCE.topicName()),
                        Pace.AT_ONCE,
                        fromBeginning,
                        this::statement),
                TopicObserver.start(
                        "fog",
                        fog,
                        List.of(
                                Topic.ANON_VIDEO.topicName(),
                                Topic.ANON_AUDIO.topicName(),
                                Topic.AUDIT_PROVENANCE.topicName()),
                        Pace.AT_ONCE,
                        fromBeginning,
                        this::fog),
                TopicObserver.start(
                        "analytics",
                        fog,
                        List.of(Topic.ANALYTICS_FLOW.topicName(), Topic.ANALYTICS_SOUND.topicName()),
                        Pace.SELDOM,
                        fromBeginning,
                        unused -> tally.stirred()));
    }

    /** @param fromBeginning whether to count what the brokers hold already */
    public static ContinuumObserver start(Tally tally, String edge, String fog, boolean fromBeginning) {
        return new ContinuumObserver(tally, edge, fog, fromBeginning);
    }

    private void raw(ConsumerRecord<byte[], byte[]> record) {
        boolean end =
                EnvelopeCodec.optional(record.headers(), RawRecordCodec.END).isPresent();
        tally.rawArrived(key(record), record.value() == null ? 0 : record.value().length, end);
    }

    private void statement(ConsumerRecord<byte[], byte[]> record) {
        statementIn(record).ifPresent(predicate -> {
            boolean released = predicate.outcome().equals("released");
            Optional<String> reason = released
                    ? Optional.empty()
                    : Optional.of(Optional.ofNullable(predicate.reason()).orElse("unknown"));
            tally.stated(predicate.sensor(), reason, Instant.now());
        });
    }

    /** What all may see is counted; a second level tells of the same pictures again. */
    static Optional<ProvenanceStatement.Predicate> statementIn(ConsumerRecord<byte[], byte[]> record) {
        try {
            DsseEnvelope envelope = DsseEnvelope.parse(new String(record.value(), UTF_8));
            return Optional.of(JSON.readValue(envelope.payloadBytes(), ProvenanceStatement.class)
                            .predicate())
                    .filter(ProvenanceStatement.Predicate::isPublic);
        } catch (InvalidProvenanceException | IOException | IllegalArgumentException notAStatement) {
            // The door on the edge refuses and counts these; here they are simply nothing to count.
            return Optional.empty();
        }
    }

    private void fog(ConsumerRecord<byte[], byte[]> record) {
        Instant now = Instant.now();
        if (record.topic().equals(Topic.AUDIT_PROVENANCE.topicName())) {
            statementIn(record).ifPresent(predicate -> tally.statementAtFog(key(record)));
            return;
        }
        try {
            Envelope envelope = EnvelopeCodec.read(record);
            tally.arrivedAtFog(
                    envelope.sensor().value(),
                    envelope.epoch(),
                    envelope.sequence(),
                    envelope.time(),
                    now,
                    record.value() == null ? 0 : record.value().length);
        } catch (MalformedEnvelopeException notOurs) {
            // Someone else's record on the fog broker: not a chunk of a sensor, so not counted as one.
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), UTF_8);
    }

    @Override
    public void close() {
        observers.forEach(TopicObserver::close);
    }
}
