/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the headers of every Bauta record say; {@link EnvelopeCodec} writes it to and reads it from Kafka headers as
 * CloudEvents 1.0 in binary mode plus Bauta's own four.
 *
 * @param topic the topic, which decides {@code ce_type}
 * @param sensor the sensor, record key and {@code ce_subject}
 * @param source {@code ce_source}, a URI reference such as {@code /site/node/video-anonymiser}
 * @param time {@code ce_time}: when the first sample or frame of the value was captured
 * @param contentType one of the topic's content types
 * @param epoch counts restarts of the numbering; larger is later
 * @param sequence gap-free from 0 per sensor, topic and epoch
 * @param policy the policy in force, {@code id@version}; absent on raw records
 * @param provenance the signed statement (DSSE envelope as JSON); absent on raw and analytics records
 */
public record Envelope(
        Topic topic,
        SensorId sensor,
        String source,
        Instant time,
        String contentType,
        long epoch,
        long sequence,
        Optional<PolicyReference> policy,
        Optional<String> provenance) {

    public Envelope {
        Objects.requireNonNull(topic);
        Objects.requireNonNull(sensor);
        Objects.requireNonNull(source);
        Objects.requireNonNull(time);
        Objects.requireNonNull(contentType);
        Objects.requireNonNull(policy);
        Objects.requireNonNull(provenance);
        if (epoch < 0 || sequence < 0) {
            throw new IllegalArgumentException("epoch and sequence count from 0");
        }
    }

    /** An envelope of the topic's own content type that carries neither policy nor provenance yet. */
    public static Envelope of(Topic topic, SensorId sensor, String source, Instant time, long epoch, long sequence) {
        return new Envelope(
                topic, sensor, source, time, topic.contentType(), epoch, sequence, Optional.empty(), Optional.empty());
    }

    public Envelope withPolicy(PolicyReference inForce) {
        return new Envelope(
                topic, sensor, source, time, contentType, epoch, sequence, Optional.of(inForce), provenance);
    }

    public Envelope withProvenance(String dsseEnvelope) {
        return new Envelope(
                topic, sensor, source, time, contentType, epoch, sequence, policy, Optional.of(dsseEnvelope));
    }

    /** {@code ce_id}: unique together with the source, the same however often the record is sent. */
    public String id() {
        return topic.topicName() + "/" + sensor + "/" + epoch + "/" + sequence;
    }
}
