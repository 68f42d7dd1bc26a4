/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bauta.media.studio.Camera;
import io.bauta.media.studio.MovingSquare;
import io.bauta.media.studio.Projector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes into the encoder comes out of the decoder. */
class VideoRoundTripTest {

    @Test
    void everyPictureComesBackAtItsTimeAndInItsOrder() {
        // Given a film of twelve pictures with uneven times
        long[] times = {0, 99_000, 201_000, 300_500, 300_501, 999_999, 1_000_000, 5_000_000, 5_040_000, 5_080_001};
        List<EncodedPacket> packets = new ArrayList<>();
        try (VideoEncoder encoder = VideoEncoder.open(new VideoSettings(64, 48, 10, 2_000_000));
                VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(encoder.codecConfiguration()))) {
            List<Seen> seen = new ArrayList<>();
            for (int i = 0; i < times.length; i++) {
                try (Frame frame = MovingSquare.frame(64, 48, i, times[i])) {
                    // When each is encoded and decoded at once
                    List<EncodedPacket> encoded = encoder.encode(frame, i == 6);
                    assertThat(encoded)
                            .as("real time: a packet for each picture, at once")
                            .hasSize(1);
                    packets.addAll(encoded);
                    Projector.see(
                            decoder.decode(
                                    encoded.getFirst().data(),
                                    encoded.getFirst().ptsMicros()),
                            Seen::of,
                            seen);
                }
            }
            Projector.see(decoder.drain(), Seen::of, seen);

            // Then nothing is lost, late or out of place, and keyframes are where they were asked for
            assertThat(encoder.drain()).isEmpty();
            assertThat(seen.stream().mapToLong(Seen::ptsMicros))
                    .containsExactly(java.util.Arrays.stream(times).boxed().toArray(Long[]::new));
            assertThat(seen.stream().map(Seen::number)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThat(seen).allSatisfy(one -> assertThat(one.damaged()).isFalse());
            assertThat(packets.stream().map(EncodedPacket::keyframe))
                    .containsExactly(true, false, false, false, false, false, true, false, false, false);
            assertThat(seen.stream().map(Seen::keyframe))
                    .containsExactly(true, false, false, false, false, false, true, false, false, false);
        }
    }

    @Test
    void picturesKeepTheirBrightnessAndColours() {
        Camera camera = Camera.films(10, 5);
        List<Frame> frames = decoded(camera);
        for (int i = 0; i < frames.size(); i++) {
            try (Frame frame = frames.get(i)) {
                int x = MovingSquare.STEP * i + 8;
                assertThat(MovingSquare.distance(frame, i))
                        .as("mean error of picture %d", i)
                        .isLessThan(2.5);
                assertThat(MovingSquare.pixel(frame, 0, x, 24)).isCloseTo(MovingSquare.BRIGHT, within(6));
                assertThat(MovingSquare.pixel(frame, 1, x / 2, 12)).isCloseTo(MovingSquare.U, within(8));
                assertThat(MovingSquare.pixel(frame, 2, x / 2, 12)).isCloseTo(MovingSquare.V, within(8));
                assertThat(frame.fullRange()).isFalse();
                assertThat(frame.interlaced()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "15,17", "16,16", "17,31", "63,47", "64,48", "641,359", "1280,720", "1080,1920"})
    void anySizeIsEncodedOddOnesPaddedByTheirEdge(int width, int height) {
        Camera camera = Camera.films(width, height, 2, 2, 0);
        List<Frame> frames = decoded(camera);
        assertThat(frames).hasSize(2);
        try (Frame first = frames.get(0);
                Frame second = frames.get(1)) {
            assertThat(first.width())
                    .isEqualTo(camera.settings().codedWidth())
                    .isGreaterThanOrEqualTo(width)
                    .isEven();
            assertThat(first.height())
                    .isEqualTo(camera.settings().codedHeight())
                    .isGreaterThanOrEqualTo(height)
                    .isEven();
            int inside = MovingSquare.pixel(second, 0, width - 1, height - 1);
            assertThat(inside).isCloseTo(MovingSquare.luma(1, width - 1, height - 1), within(14));
            assertThat(MovingSquare.pixel(second, 0, second.width() - 1, second.height() - 1))
                    .as("the added edge repeats the last pixel")
                    .isCloseTo(inside, within(14));
        }
    }

    @Test
    void theBitstreamIsWhatRealTimePlayersTake() {
        // Given a camera's packets
        Camera camera = Camera.films(6, 3);

        // Then the parameter sets stand in the configuration, of constrained baseline, and the packets hold pictures
        // only
        byte[] configuration = camera.configuration();
        assertThat(nalTypes(configuration)).containsExactly(7, 8);
        int sps = startOf(configuration, 7);
        assertThat(configuration[sps + 1] & 0xFF).as("profile_idc").isEqualTo(66);
        assertThat(configuration[sps + 2] & 0x40).as("constraint_set1_flag").isEqualTo(0x40);
        assertThat(camera.packets()).allSatisfy(packet -> assertThat(nalTypes(packet.data()))
                .as("one slice a picture: %s", HexFormat.of().formatHex(packet.data(), 0, 8))
                .contains(packet.keyframe() ? 5 : 1)
                .doesNotContain(6)
                .doesNotContain(packet.keyframe() ? 1 : 5));
    }

    @Test
    void fullRangeStaysFullRangeFromEndToEnd() {
        VideoSettings settings = new VideoSettings(64, 48, 10, 2_000_000, true);
        try (VideoEncoder encoder = VideoEncoder.open(settings);
                VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(encoder.codecConfiguration()));
                Frame black = fullRange(0)) {
            List<EncodedPacket> packets = encoder.encode(black, true);
            List<Frame> frames = decoder.decode(packets.getFirst().data(), 0);
            frames = frames.isEmpty() ? decoder.drain() : frames;
            try (Frame frame = frames.getFirst()) {
                assertThat(frame.fullRange()).isTrue();
                assertThat(MovingSquare.pixel(frame, 0, 30, 20)).isLessThan(3);
            }
            assertThat(VideoSettings.of(black, 10).fullRange()).isTrue();
        }
    }

    @Test
    void aFrameOfTheOtherRangeIsConvertedNotMisread() {
        // Given an encoder of limited range
        try (VideoEncoder encoder = VideoEncoder.open(new VideoSettings(64, 48, 10, 2_000_000));
                VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(encoder.codecConfiguration()));
                Frame white = fullRange(255)) {
            // When white of full range, 255, comes
            List<EncodedPacket> packets = encoder.encode(white, true);
            List<Frame> frames =
                    new ArrayList<>(decoder.decode(packets.getFirst().data(), 0));
            frames.addAll(decoder.drain());

            // Then white of limited range, 235, goes, and the caller's frame is as it was
            try (Frame frame = frames.getFirst()) {
                assertThat(MovingSquare.pixel(frame, 0, 30, 20)).isCloseTo(235, within(2));
                assertThat(frame.fullRange()).isFalse();
            }
            assertThat(MovingSquare.pixel(white, 0, 30, 20)).isEqualTo(255);
            assertThat(white.fullRange()).isTrue();
        }
    }

    @Test
    void oddFramesOfTheOtherRangeAreConvertedAndPadded() {
        try (VideoEncoder encoder = VideoEncoder.open(new VideoSettings(63, 47, 10, 2_000_000));
                VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(encoder.codecConfiguration()));
                Frame white = fullRange(63, 47, 255)) {
            List<Frame> frames = new ArrayList<>(
                    decoder.decode(encoder.encode(white, true).getFirst().data(), 0));
            frames.addAll(decoder.drain());
            try (Frame frame = frames.getFirst()) {
                assertThat(MovingSquare.pixel(frame, 0, 63, 47)).isCloseTo(235, within(2));
            }
        }
    }

    @Test
    void wrongFramesAreRefusedAndTheRightOnesGoOn() {
        try (VideoEncoder encoder = VideoEncoder.open(new VideoSettings(64, 48, 10, 2_000_000));
                Frame large = Frame.black(128, 48, 0);
                Frame first = MovingSquare.frame(1);
                Frame again = MovingSquare.frame(1);
                Frame next = MovingSquare.frame(2)) {
            assertThat(encoder.encode(first, false).getFirst().keyframe())
                    .as("the first always is")
                    .isTrue();
            assertThatThrownBy(() -> encoder.encode(large, false))
                    .isInstanceOf(EncodeException.class)
                    .hasMessage("a frame of 128x48 came to an encoder of 64x48");
            assertThatThrownBy(() -> encoder.encode(again, false))
                    .isInstanceOf(EncodeException.class)
                    .hasMessageContaining("100000 µs came after one of 100000 µs");
            assertThat(encoder.encode(next, false)).hasSize(1);
        }
    }

    @Test
    void settingsBeyondTheEncoderAreRefusedInWords() {
        assertThatThrownBy(() -> VideoEncoder.open(VideoSettings.of(7680, 4320, 25)))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("refuses")
                .hasMessageContaining("7680");
        assertThatThrownBy(() -> VideoEncoder.open(new VideoSettings(64, 48, 10, 5_000_000_000L)))
                .isInstanceOf(EncodeException.class);
    }

    @Test
    void aClosedEncoderSaysSoInsteadOfEndingTheProcess() {
        VideoEncoder encoder = VideoEncoder.open(new VideoSettings(64, 48, 10, 2_000_000));
        encoder.close();
        encoder.close();
        try (Frame frame = MovingSquare.frame(0)) {
            assertThatThrownBy(() -> encoder.encode(frame, true)).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(encoder::drain).isInstanceOf(IllegalStateException.class);
        assertThat(encoder.codecConfiguration()).isNotEmpty();
    }

    private static List<Frame> decoded(Camera camera) {
        List<Frame> frames = new ArrayList<>();
        try (VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(camera.configuration()))) {
            camera.packets().forEach(packet -> frames.addAll(decoder.decode(packet.data(), packet.ptsMicros())));
            frames.addAll(decoder.drain());
        }
        return frames;
    }

    private static Frame fullRange(int luma) {
        return fullRange(64, 48, luma);
    }

    private static Frame fullRange(int width, int height, int luma) {
        Frame frame = Frame.black(width, height, 0);
        frame.picture().color_range(org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG);
        ByteBuffer pixels = frame.writablePlane(0);
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, (byte) luma);
        }
        return frame;
    }

    /** Types of the NAL units of an Annex B stream (ITU-T H.264, table 7-1). */
    static List<Integer> nalTypes(byte[] stream) {
        return IntStream.range(0, stream.length - 3)
                .filter(i -> stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1)
                .mapToObj(i -> stream[i + 3] & 31)
                .toList();
    }

    private static int startOf(byte[] stream, int type) {
        return IntStream.range(0, stream.length - 3)
                        .filter(i -> stream[i] == 0
                                && stream[i + 1] == 0
                                && stream[i + 2] == 1
                                && (stream[i + 3] & 31) == type)
                        .findFirst()
                        .orElseThrow()
                + 3;
    }

    private record Seen(long ptsMicros, int number, boolean keyframe, boolean damaged) {
        static Seen of(Frame frame) {
            return new Seen(frame.ptsMicros(), MovingSquare.numberOf(frame), frame.keyframe(), frame.damaged());
        }
    }
}
