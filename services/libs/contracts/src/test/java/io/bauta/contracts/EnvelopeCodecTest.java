/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeCodecTest {
    private static final Instant TIME = Instant.parse("2026-11-24T10:15:30.123456Z");
    private static final Envelope ENVELOPE = Envelope.of(
                    Topic.ANON_VIDEO, new SensorId("square-north"), "/site/edge-1/video-anonymiser", TIME, 7, 42)
            .withPolicy(new PolicyReference("street", 3))
            .withProvenance("{}");

    @Test
    void whatIsWrittenIsReadBack() {
        assertThat(EnvelopeCodec.read(received(EnvelopeCodec.record(ENVELOPE, new byte[] {1}))))
                .isEqualTo(ENVELOPE);
    }

    @Test
    void anyCloudEventsConsumerUnderstandsTheRecord() {
        ProducerRecord<byte[], byte[]> record = EnvelopeCodec.record(ENVELOPE, "chunk".getBytes(UTF_8));

        CloudEvent event;
        try (CloudEventDeserializer deserializer = new CloudEventDeserializer()) {
            event = deserializer.deserialize(record.topic(), record.headers(), record.value());
        }

        assertThat(event.getId()).isEqualTo("anon.video.v1/square-north/7/42");
        assertThat(event.getType()).isEqualTo("io.bauta.anon.video.v1");
        assertThat(event.getSubject()).isEqualTo("square-north");
        assertThat(event.getDataContentType()).isEqualTo("video/mp4");
        assertThat(event.getTime().toInstant()).isEqualTo(TIME);
        assertThat(event.getData().toBytes()).asString(UTF_8).isEqualTo("chunk");
    }

    @Test
    void theRecordIsKeyedBySensorAndStampedWithCaptureTime() {
        ProducerRecord<byte[], byte[]> record = EnvelopeCodec.record(ENVELOPE, new byte[1]);

        assertThat(record.key()).asString(UTF_8).isEqualTo("square-north");
        assertThat(record.timestamp()).isEqualTo(TIME.toEpochMilli());
    }

    @Test
    void rawRecordsNeedNeitherPolicyNorProvenance() {
        Envelope raw = Envelope.of(Topic.RAW_VIDEO, new SensorId("c"), "/s/n/ingestion", TIME, 0, 0);

        Envelope read = EnvelopeCodec.read(received(EnvelopeCodec.record(raw, new byte[1])));

        assertThat(read.policy()).isEqualTo(Optional.empty());
        assertThat(read.provenance()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ce_subject", "ce_type", "ce_time", "ce_source", "content-type", "bauta-seq", "bauta-epoch"})
    void aMissingHeaderIsNamed(String header) {
        ProducerRecord<byte[], byte[]> record = EnvelopeCodec.record(ENVELOPE, new byte[1]);
        record.headers().remove(header);

        assertThatThrownBy(() -> EnvelopeCodec.read(received(record)))
                .isInstanceOf(MalformedEnvelopeException.class)
                .hasMessageContaining(header);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bauta-seq", "ce_time", "ce_subject", "bauta-policy", "ce_type"})
    void anUnreadableHeaderIsRefused(String header) {
        ProducerRecord<byte[], byte[]> record = EnvelopeCodec.record(ENVELOPE, new byte[1]);
        record.headers().remove(header).add(header, "?!".getBytes(UTF_8));

        assertThatThrownBy(() -> EnvelopeCodec.read(received(record))).isInstanceOf(MalformedEnvelopeException.class);
    }

    @Test
    void aKeyThatIsNotTheSubjectIsRefused() {
        ProducerRecord<byte[], byte[]> record = EnvelopeCodec.record(ENVELOPE, new byte[1]);

        assertThatThrownBy(() -> EnvelopeCodec.read(
                        received(record.topic(), "another".getBytes(UTF_8), record.headers(), record.value())))
                .isInstanceOf(MalformedEnvelopeException.class)
                .hasMessageContaining("key");
    }

    @Test
    void aTopicThatIsNotOursIsRefused() {
        ProducerRecord<byte[], byte[]> record = EnvelopeCodec.record(ENVELOPE, new byte[1]);

        assertThatThrownBy(
                        () -> EnvelopeCodec.read(received("elsewhere", record.key(), record.headers(), record.value())))
                .isInstanceOf(MalformedEnvelopeException.class)
                .hasMessageContaining("elsewhere");
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        return received(sent.topic(), sent.key(), sent.headers(), sent.value());
    }

    private static ConsumerRecord<byte[], byte[]> received(String topic, byte[] key, Headers headers, byte[] value) {
        return new ConsumerRecord<>(
                topic,
                0,
                0,
                0L,
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                headers,
                Optional.empty());
    }
}
