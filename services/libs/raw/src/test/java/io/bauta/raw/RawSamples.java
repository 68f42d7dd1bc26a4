/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/** Raw records as ingestion makes them, and as a consumer gets them. */
public final class RawSamples {
    public static final SensorId CAMERA = new SensorId("camera");
    public static final SensorId MICROPHONE = new SensorId("microphone");
    public static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private RawSamples() {}

    public static Envelope envelope(Topic topic, SensorId sensor, long epoch, long sequence) {
        return Envelope.of(topic, sensor, "/test/node-1/ingestion", START.plusMillis(40 * sequence), epoch, sequence);
    }

    public static AccessUnit unit(long sequence, byte... data) {
        return new AccessUnit(
                envelope(Topic.RAW_VIDEO, CAMERA, 1, sequence),
                "h264",
                true,
                -40_000,
                Optional.of(new byte[] {9}),
                data);
    }

    public static PcmChunk sound(byte... data) {
        return new PcmChunk(envelope(Topic.RAW_AUDIO, MICROPHONE, 1, 0), 16_000, 80_000, data);
    }

    public static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        return received(sent, sent.topic(), sent.key(), sent.value());
    }

    public static ConsumerRecord<byte[], byte[]> received(
            ProducerRecord<byte[], byte[]> sent, String topic, byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                topic,
                0,
                17,
                START.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                key == null ? -1 : key.length,
                value == null ? -1 : value.length,
                key,
                value,
                sent.headers(),
                Optional.empty());
    }
}
