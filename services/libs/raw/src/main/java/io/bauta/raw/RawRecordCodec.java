/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.MalformedEnvelopeException;
import io.bauta.contracts.Topic;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Raw records to and from Kafka records: the envelope's headers plus the few that only raw media need. */
public final class RawRecordCodec {
    public static final String CODEC = "codec";
    public static final String KEYFRAME = "keyframe";
    public static final String PTS = "pts";
    public static final String CODEC_CONFIGURATION = "codec-configuration";
    public static final String SAMPLE_RATE = "sample-rate";
    public static final String END = "end";

    private RawRecordCodec() {}

    public static ProducerRecord<byte[], byte[]> write(RawRecord raw) {
        return switch (raw) {
            case AccessUnit unit -> {
                ProducerRecord<byte[], byte[]> record = EnvelopeCodec.record(unit.envelope(), unit.data());
                EnvelopeCodec.put(record.headers(), CODEC, unit.codec());
                EnvelopeCodec.put(record.headers(), KEYFRAME, Boolean.toString(unit.keyframe()));
                EnvelopeCodec.put(record.headers(), PTS, Long.toString(unit.ptsMicros()));
                unit.codecConfiguration()
                        .ifPresent(configuration -> record.headers().add(CODEC_CONFIGURATION, configuration));
                yield record;
            }
            case PcmChunk chunk -> {
                ProducerRecord<byte[], byte[]> record = EnvelopeCodec.record(chunk.envelope(), chunk.data());
                EnvelopeCodec.put(record.headers(), SAMPLE_RATE, Integer.toString(chunk.sampleRate()));
                EnvelopeCodec.put(record.headers(), PTS, Long.toString(chunk.ptsMicros()));
                yield record;
            }
            case EndOfStream end -> {
                ProducerRecord<byte[], byte[]> record = EnvelopeCodec.record(end.envelope(), new byte[0]);
                EnvelopeCodec.put(record.headers(), END, "true");
                yield record;
            }
        };
    }

    /** @throws MalformedEnvelopeException naming the header at fault, never quoting the value */
    public static RawRecord read(ConsumerRecord<byte[], byte[]> record) {
        Envelope envelope = EnvelopeCodec.read(record);
        Headers headers = record.headers();
        if (EnvelopeCodec.optional(headers, END).isPresent()) {
            return new EndOfStream(envelope);
        }
        byte[] value = record.value() == null ? new byte[0] : record.value();
        try {
            if (envelope.topic() == Topic.RAW_VIDEO) {
                Header configuration = headers.lastHeader(CODEC_CONFIGURATION);
                return new AccessUnit(
                        envelope,
                        required(headers, CODEC),
                        Boolean.parseBoolean(required(headers, KEYFRAME)),
                        Long.parseLong(required(headers, PTS)),
                        Optional.ofNullable(configuration).map(Header::value),
                        value);
            }
            if (envelope.topic() == Topic.RAW_AUDIO) {
                return new PcmChunk(
                        envelope,
                        Integer.parseInt(required(headers, SAMPLE_RATE)),
                        Long.parseLong(required(headers, PTS)),
                        value);
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedEnvelopeException("unreadable raw header: " + e.getMessage());
        }
        throw new MalformedEnvelopeException("topic " + record.topic() + " holds no raw media known here");
    }

    private static String required(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new MalformedEnvelopeException("header " + name + " is missing");
        }
        return new String(header.value(), UTF_8);
    }
}
