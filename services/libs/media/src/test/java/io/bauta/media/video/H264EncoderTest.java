/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bauta.media.ffmpeg.FfmpegLog;
import io.bauta.media.openh264.OpenH264Library;
import io.bauta.media.studio.MovingSquare;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which encoders there are on the machine at hand, whatever machine that is. */
class H264EncoderTest {

    @Test
    void thereIsAlwaysOneAndTheBestComesFirst() {
        assertThat(H264Encoder.working()).isSorted().endsWith(H264Encoder.OPENH264);
        assertThat(H264Encoder.of("auto")).isEqualTo(H264Encoder.working().getFirst());
    }

    @Test
    void oneMayBeAskedForByName() {
        assertThat(H264Encoder.of("libopenh264")).isEqualTo(H264Encoder.OPENH264);
    }

    @Test
    void whatDoesNotWorkHereIsRefusedAndWhatDoesIsNamed() {
        assertThatThrownBy(() -> H264Encoder.of("h264_vaapi"))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("h264_vaapi does not work here")
                .hasMessageContaining("auto")
                .hasMessageContaining("libopenh264");
    }

    @ParameterizedTest
    @EnumSource
    void aProbeOfWhatIsNotThereIsSilentAndThrowsNothing(H264Encoder candidate) {
        // Given somebody who listens to FFmpeg
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        Logger logger = Logger.getLogger(FfmpegLog.class.getPackageName());
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                heard.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(listener);
        try {
            // When the encoder is tried
            boolean works = EncoderProbe.passes(candidate);

            // Then it is as it was found at first, and nobody was bothered
            assertThat(works).isEqualTo(H264Encoder.working().contains(candidate));
            assertThat(heard).isEmpty();
        } finally {
            logger.removeHandler(listener);
        }
    }

    static List<H264Encoder> workingHere() {
        return H264Encoder.working();
    }

    @ParameterizedTest
    @MethodSource("workingHere")
    void everyOneThatWorksMakesFilmsThatAreRecognised(H264Encoder kind) {
        List<Integer> seen = new ArrayList<>();
        try (VideoEncoder encoder = VideoEncoder.open(VideoSettings.of(320, 240, 10), kind);
                VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(encoder.codecConfiguration()))) {
            for (int i = 0; i < 10; i++) {
                try (Frame frame = MovingSquare.frame(320, 240, i, i * 100_000L)) {
                    encoder.encode(frame, i == 0).forEach(packet -> decoder.decode(packet.data(), packet.ptsMicros())
                            .forEach(shown -> seen.add(numberOf(shown))));
                }
            }
            decoder.drain().forEach(shown -> seen.add(numberOf(shown)));
        }

        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @ParameterizedTest
    @CsvSource({"320, 240, false", "63, 47, false", "640, 360, true"})
    void theInstalledOpenH264MakesTheSameFilmAsTheOneInsideFfmpeg(int width, int height, boolean fullRange) {
        assumeTrue(
                H264Encoder.working().contains(H264Encoder.OPENH264_INSTALLED),
                "no OpenH264 is installed here: 'apt-get install libopenh264-7' (or -8) brings it");
        VideoSettings settings = new VideoSettings(width, height, 25, 400_000, fullRange);

        List<EncodedPacket> installed = film(settings, H264Encoder.OPENH264_INSTALLED);
        List<EncodedPacket> inside = film(settings, H264Encoder.OPENH264);

        assertThat(installed).hasSameSizeAs(inside);
        assertThat(installed)
                .extracting(EncodedPacket::keyframe, EncodedPacket::ptsMicros)
                .isEqualTo(inside.stream()
                        .map(packet -> tuple(packet.keyframe(), packet.ptsMicros()))
                        .toList());
        // Another version may choose otherwise, but spends the same bits and shows the same.
        assertThat(bytes(installed)).isCloseTo(bytes(inside), withinPercentage(10));
    }

    @Test
    void theInstalledOpenH264MakesNoKeyframeOfItsOwnAccordWhereTheSceneIsCut() {
        assumeTrue(OpenH264Library.installed().isPresent(), "no OpenH264 is installed here");
        List<EncodedPacket> packets = new ArrayList<>();
        try (VideoEncoder encoder = VideoEncoder.open(VideoSettings.of(320, 240, 25), H264Encoder.OPENH264_INSTALLED)) {
            for (int i = 0; i < 10; i++) {
                try (Frame frame = i < 5 ? Frame.black(320, 240, i * 40_000L) : noise(i * 40_000L)) {
                    packets.addAll(encoder.encode(frame, false));
                }
            }
        }

        assertThat(packets).hasSize(10);
        assertThat(packets.stream().filter(EncodedPacket::keyframe)).containsExactly(packets.getFirst());
    }

    private static Frame noise(long ptsMicros) {
        Frame frame = Frame.black(320, 240, ptsMicros);
        byte[] noise = new byte[frame.writablePlane(0).remaining()];
        new Random(1).nextBytes(noise);
        frame.writablePlane(0).put(noise);
        return frame;
    }

    @Test
    void theInstalledOpenH264RefusesWhatCannotBeEncodedAndSaysSo() {
        assumeTrue(OpenH264Library.installed().isPresent(), "no OpenH264 is installed here");

        assertThatThrownBy(() -> VideoEncoder.probing(
                        new VideoSettings(7680, 4320, 25, 1_000_000), H264Encoder.OPENH264_INSTALLED))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("OpenH264 refuses 7680x4320");
        assertThatThrownBy(() -> VideoEncoder.probing(
                        new VideoSettings(64, 48, 25, 5_000_000_000L), H264Encoder.OPENH264_INSTALLED))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("too many bits");
    }

    private static List<EncodedPacket> film(VideoSettings settings, H264Encoder kind) {
        List<EncodedPacket> packets = new ArrayList<>();
        try (VideoEncoder encoder = VideoEncoder.open(settings, kind)) {
            for (int i = 0; i < 30; i++) {
                try (Frame frame = MovingSquare.frame(settings.width(), settings.height(), i % 16, i * 40_000L)) {
                    packets.addAll(encoder.encode(frame, i % 13 == 0));
                }
            }
            packets.addAll(encoder.drain());
        }
        return packets;
    }

    private static long bytes(List<EncodedPacket> film) {
        return film.stream().mapToLong(packet -> packet.data().length).sum();
    }

    @Test
    void whereAnEncoderOfHardwareCannotTheProcessorDoes() {
        for (H264Encoder kind : H264Encoder.values()) {
            try (VideoEncoder encoder = VideoEncoder.open(VideoSettings.of(16, 16, 10), kind);
                    Frame frame = MovingSquare.frame(16, 16, 0, 0)) {
                assertThat(encoder.encode(frame, true)).hasSize(1).allMatch(EncodedPacket::keyframe);
            }
        }
    }

    private static int numberOf(Frame frame) {
        try (frame) {
            return MovingSquare.numberOf(frame);
        }
    }
}
