/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Envelopes to and from Kafka records, CloudEvents 1.0 Kafka protocol binding, binary content mode (§3.2): attributes
 * are headers {@code ce_*}, the data content type is {@code content-type}, all UTF-8.
 */
public final class EnvelopeCodec {
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    public static final String SUBJECT = "ce_subject";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String CONTENT_TYPE = "content-type";
    public static final String SEQUENCE = "bauta-seq";
    public static final String EPOCH = "bauta-epoch";
    public static final String POLICY = "bauta-policy";
    public static final String PROVENANCE = "bauta-provenance";

    private EnvelopeCodec() {}

    /** Headers for the envelope; the caller may add its own. */
    public static Headers headers(Envelope envelope) {
        Headers headers = new RecordHeaders();
        put(headers, SPEC_VERSION, "1.0");
        put(headers, ID, envelope.id());
        put(headers, SOURCE, envelope.source());
        put(headers, TYPE, envelope.topic().eventType());
        put(headers, TIME, envelope.time().toString());
        put(headers, SUBJECT, envelope.sensor().value());
        put(headers, CONTENT_TYPE, envelope.contentType());
        put(headers, SEQUENCE, Long.toString(envelope.sequence()));
        put(headers, EPOCH, Long.toString(envelope.epoch()));
        envelope.policy().ifPresent(policy -> put(headers, POLICY, policy.toString()));
        envelope.provenance().ifPresent(provenance -> put(headers, PROVENANCE, provenance));
        return headers;
    }

    /** A record for the envelope's topic, keyed by sensor, stamped with the envelope's time. */
    public static ProducerRecord<byte[], byte[]> record(Envelope envelope, byte[] value) {
        return new ProducerRecord<>(
                envelope.topic().topicName(),
                null,
                envelope.time().toEpochMilli(),
                envelope.sensor().value().getBytes(UTF_8),
                value,
                headers(envelope));
    }

    /**
     * Reads what {@link #headers} wrote.
     *
     * @throws MalformedEnvelopeException if the topic is not Bauta's, a header is missing or unreadable, or key, subject
     *     and type do not agree; the message names the header, never the value of the record
     */
    public static Envelope read(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        Topic topic = Topic.named(record.topic())
                .orElseThrow(() -> new MalformedEnvelopeException("topic " + record.topic() + " is not Bauta's"));
        try {
            SensorId sensor = new SensorId(required(headers, SUBJECT));
            if (record.key() == null || !sensor.value().equals(new String(record.key(), UTF_8))) {
                throw new MalformedEnvelopeException("record key and " + SUBJECT + " differ");
            }
            if (!topic.eventType().equals(required(headers, TYPE))) {
                throw new MalformedEnvelopeException(TYPE + " does not belong to topic " + record.topic());
            }
            return new Envelope(
                    topic,
                    sensor,
                    required(headers, SOURCE),
                    Instant.parse(required(headers, TIME)),
                    required(headers, CONTENT_TYPE),
                    Long.parseLong(required(headers, EPOCH)),
                    Long.parseLong(required(headers, SEQUENCE)),
                    optional(headers, POLICY).map(PolicyReference::parse),
                    optional(headers, PROVENANCE));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new MalformedEnvelopeException("unreadable header: " + e.getMessage());
        }
    }

    public static Optional<String> optional(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }

    public static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static String required(Headers headers, String name) {
        return optional(headers, name)
                .orElseThrow(() -> new MalformedEnvelopeException("header " + name + " is missing"));
    }
}
