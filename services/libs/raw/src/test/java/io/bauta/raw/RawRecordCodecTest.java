/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.MalformedEnvelopeException;
import io.bauta.contracts.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RawRecordCodecTest {
    private static final byte[] FACE = "the pixels of a face".getBytes(UTF_8);

    @Test
    void anAccessUnitIsReadAsItWasWritten() {
        AccessUnit unit = RawSamples.unit(3, FACE);

        AccessUnit read = (AccessUnit) RawRecordCodec.read(RawSamples.received(RawRecordCodec.write(unit)));

        assertThat(read.envelope()).isEqualTo(unit.envelope());
        assertThat(read.codec()).isEqualTo("h264");
        assertThat(read.keyframe()).isTrue();
        assertThat(read.ptsMicros()).isEqualTo(-40_000);
        assertThat(read.codecConfiguration().orElseThrow()).containsExactly(9);
        assertThat(read.data()).isEqualTo(FACE);
    }

    @Test
    void aUnitWithoutConfigurationIsReadWithout() {
        AccessUnit unit = new AccessUnit(RawSamples.unit(0).envelope(), "mjpeg", false, 0, Optional.empty(), FACE);

        AccessUnit read = (AccessUnit) RawRecordCodec.read(RawSamples.received(RawRecordCodec.write(unit)));

        assertThat(read.codecConfiguration()).isEmpty();
        assertThat(read.keyframe()).isFalse();
    }

    @Test
    void soundIsReadAsItWasWritten() {
        PcmChunk sound = RawSamples.sound(FACE);

        PcmChunk read = (PcmChunk) RawRecordCodec.read(RawSamples.received(RawRecordCodec.write(sound)));

        assertThat(read.envelope()).isEqualTo(sound.envelope());
        assertThat(read.sampleRate()).isEqualTo(16_000);
        assertThat(read.ptsMicros()).isEqualTo(80_000);
        assertThat(read.samples()).isEqualTo(FACE.length / 2);
        assertThat(read.data()).isEqualTo(FACE);
    }

    @Test
    void theEndOfAStreamIsReadAsSuchOnEitherTopic() {
        for (RawRecord last : List.of(RawSamples.unit(7), RawSamples.sound())) {
            EndOfStream end = new EndOfStream(last.envelope());

            assertThat(RawRecordCodec.read(RawSamples.received(RawRecordCodec.write(end))))
                    .isEqualTo(end);
        }
    }

    @Test
    void aRecordWithoutValueHoldsNoMedia() {
        ProducerRecord<byte[], byte[]> sent = RawRecordCodec.write(RawSamples.unit(0, FACE));

        AccessUnit read = (AccessUnit) RawRecordCodec.read(RawSamples.received(sent, sent.topic(), sent.key(), null));

        assertThat(read.data()).isEmpty();
    }

    @Test
    void everyHeaderItNeedsIsMissed() {
        Map<RawRecord, List<String>> needed = Map.of(
                RawSamples.unit(0, FACE),
                List.of("codec", "keyframe", "pts", "ce_subject", "ce_time", "bauta-seq", "bauta-epoch"),
                RawSamples.sound(FACE),
                List.of("sample-rate", "pts", "ce_type", "content-type"));
        needed.forEach((record, headers) -> headers.forEach(header -> {
            ProducerRecord<byte[], byte[]> sent = RawRecordCodec.write(record);
            sent.headers().remove(header);

            assertThatThrownBy(() -> RawRecordCodec.read(RawSamples.received(sent)))
                    .isInstanceOf(MalformedEnvelopeException.class)
                    .hasMessageContaining(header)
                    .hasMessageNotContaining("pixels");
        }));
    }

    @Test
    void whatCannotBeIsMalformedAndNothingElse() {
        assertMalformed(RawRecordCodec.write(RawSamples.unit(0, FACE)), "pts", "soon");
        assertMalformed(RawRecordCodec.write(RawSamples.unit(0, FACE)), "bauta-seq", "-1");
        assertMalformed(RawRecordCodec.write(RawSamples.unit(0, FACE)), "ce_time", "yesterday");
        assertMalformed(RawRecordCodec.write(RawSamples.sound(FACE)), "sample-rate", "0");
        assertMalformed(RawRecordCodec.write(RawSamples.sound(FACE)), "sample-rate", "16 kHz");
    }

    @Test
    void halfASampleIsMalformed() {
        ProducerRecord<byte[], byte[]> sent = RawRecordCodec.write(RawSamples.sound(FACE));

        assertThatThrownBy(() ->
                        RawRecordCodec.read(RawSamples.received(sent, sent.topic(), sent.key(), new byte[] {1, 2, 3})))
                .isInstanceOf(MalformedEnvelopeException.class);
    }

    @Test
    void anotherSensorsKeyOrAnothersTopicIsMalformed() {
        ProducerRecord<byte[], byte[]> sent = RawRecordCodec.write(RawSamples.unit(0, FACE));

        assertThatThrownBy(() -> RawRecordCodec.read(
                        RawSamples.received(sent, sent.topic(), "other".getBytes(UTF_8), sent.value())))
                .isInstanceOf(MalformedEnvelopeException.class);
        assertThatThrownBy(() -> RawRecordCodec.read(
                        RawSamples.received(sent, Topic.RAW_AUDIO.topicName(), sent.key(), sent.value())))
                .isInstanceOf(MalformedEnvelopeException.class);
        assertThatThrownBy(() ->
                        RawRecordCodec.read(RawSamples.received(sent, "somewhere.else", sent.key(), sent.value())))
                .isInstanceOf(MalformedEnvelopeException.class);
    }

    @Test
    void aTopicWithoutRawMediaIsMalformed() {
        ProducerRecord<byte[], byte[]> sent = RawRecordCodec.write(new AccessUnit(
                RawSamples.envelope(Topic.ANON_VIDEO, RawSamples.CAMERA, 1, 0),
                "h264",
                true,
                0,
                Optional.empty(),
                FACE));

        assertThatThrownBy(() -> RawRecordCodec.read(RawSamples.received(sent)))
                .isInstanceOf(MalformedEnvelopeException.class)
                .hasMessageContaining("anon.video.v1");
    }

    @Test
    void rawRecordsMaskThemselves() {
        assertThat(RawSamples.unit(0, FACE).toString())
                .contains("raw.video.v1/camera/1/0", "h264", "keyframe", FACE.length + " bytes masked")
                .doesNotContain("pixels")
                .doesNotContain("[B");
        assertThat(RawSamples.sound(FACE).toString())
                .contains("raw.audio.v1/microphone/1/0", "10 samples masked")
                .doesNotContain("[B");
    }

    private static void assertMalformed(ProducerRecord<byte[], byte[]> sent, String header, String value) {
        sent.headers().remove(header);
        sent.headers().add(header, value.getBytes(UTF_8));

        assertThatThrownBy(() -> RawRecordCodec.read(RawSamples.received(sent)))
                .as(header)
                .isInstanceOf(MalformedEnvelopeException.class);
    }
}
