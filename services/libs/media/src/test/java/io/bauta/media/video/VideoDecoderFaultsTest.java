/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bauta.media.MediaException;
import io.bauta.media.demux.Packet;
import io.bauta.media.studio.Camera;
import io.bauta.media.studio.ForeignFilm;
import io.bauta.media.studio.Golden;
import io.bauta.media.studio.MovingSquare;
import io.bauta.media.studio.Projector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that are cut, damaged, mixed up or simply not what they say. */
class VideoDecoderFaultsTest {

    @Test
    void anEmptyPacketIsIgnored() {
        try (VideoDecoder decoder = VideoDecoder.open("h264", Optional.empty())) {
            assertThat(decoder.decode(new byte[0], 0)).isEmpty();
            assertThat(decoder.decode(new byte[0], 1, Optional.empty())).isEmpty();
            assertThat(decoder.drain()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h264", "hevc", "mjpeg", "mpeg4"})
    void noiseIsRefusedAndTheDecoderStaysUsable(String codec) {
        try (VideoDecoder decoder = VideoDecoder.open(codec, Optional.empty())) {
            Random noise = new Random(1);
            for (int size : new int[] {1, 2, 3, 4, 5, 100, 5_000, 3_000_000}) {
                byte[] zeros = new byte[size];
                byte[] random = new byte[size];
                noise.nextBytes(random);
                assertThat(framesOrRefusal(decoder, zeros)).isEmpty();
                assertThat(framesOrRefusal(decoder, random)).isEmpty();
            }
            // The same decoder then plays a sound stream of its codec, where this module can make one
            if (codec.equals("mjpeg")) {
                byte[] picture = Projector.packets(new ForeignFilm("mov", "mjpeg").shot(1))
                        .getFirst()
                        .data();
                List<Frame> frames = decoder.decode(picture, 7);
                assertThat(frames).hasSize(1);
                frames.forEach(Frame::close);
            }
        }
    }

    @Test
    void withoutParameterSetsNothingIsShownUntilTheyCome() {
        // Given a camera whose SPS and PPS got lost
        Camera camera = Camera.films(6, 3);
        List<Integer> seen = new ArrayList<>();
        try (VideoDecoder decoder = VideoDecoder.open("h264", Optional.empty())) {
            for (int i = 0; i < 3; i++) {
                assertThat(framesOrRefusal(decoder, camera.packets().get(i).data()))
                        .isEmpty();
            }
            // When they come in band, before the next keyframe
            for (int i = 3; i < 6; i++) {
                byte[] data = camera.packets().get(i).data();
                Projector.see(
                        decoder.decode(i == 3 ? joined(camera.configuration(), data) : data, i),
                        MovingSquare::numberOf,
                        seen);
            }
            Projector.see(decoder.drain(), MovingSquare::numberOf, seen);
        }
        // Then the rest is seen
        assertThat(seen).containsExactly(3, 4, 5);
    }

    @Test
    void aStreamJoinedInTheMiddleShowsNothingBeforeItsFirstKeyframe() {
        // Given a stream whose first keyframe was missed: what its pictures refer to is not there
        Camera camera = Camera.films(8, 4);
        List<Integer> seen = new ArrayList<>();
        try (VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(camera.configuration()))) {
            for (int i = 1; i < 8; i++) {
                try {
                    Projector.see(decoder.decode(camera.packets().get(i).data(), i), MovingSquare::numberOf, seen);
                } catch (DecodeException e) {
                    assertThat(i).isLessThan(4);
                }
            }
            Projector.see(decoder.drain(), MovingSquare::numberOf, seen);
        }
        assertThat(seen).endsWith(4, 5, 6, 7);
        assertThat(seen).as("nothing made up before the keyframe").hasSize(4);
    }

    @Test
    void aLostPictureIsConcealedAndHealedByTheNextKeyframe() {
        Camera camera = Camera.films(8, 4);
        List<Integer> seen = new ArrayList<>();
        try (VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(camera.configuration()))) {
            for (int i = 0; i < 8; i++) {
                if (i != 1) {
                    Projector.see(decoder.decode(camera.packets().get(i).data(), i), MovingSquare::numberOf, seen);
                }
            }
            Projector.see(decoder.drain(), MovingSquare::numberOf, seen);
        }
        assertThat(seen).startsWith(0).endsWith(4, 5, 6, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"square-bframes.h264", "square-bframes.hevc"})
    void flippedBitsNeverBreakTheDecoder(String clip) {
        // Given every packet of a stream, damaged in a hundred ways
        List<Packet> packets = Projector.packets(Golden.clip(clip));
        Random random = new Random(2026);
        int shown = 0;
        int refused = 0;
        String codec = clip.endsWith("hevc") ? "hevc" : "h264";
        Optional<byte[]> configuration = packets.getFirst().codecConfiguration();
        try (VideoDecoder decoder = VideoDecoder.open(codec, configuration, 1 << 20)) {
            for (int round = 0; round < 100; round++) {
                long last = Long.MIN_VALUE;
                for (Packet packet : packets) {
                    byte[] damaged = flipped(packet.data(), random, 1 + random.nextInt(8));
                    try {
                        for (Frame frame : decoder.decode(damaged, packet.ptsMicros())) {
                            try (frame) {
                                assertThat(frame.ptsMicros())
                                        .as("times rise whatever comes")
                                        .isGreaterThan(last);
                                assertReadable(frame);
                                last = frame.ptsMicros();
                                shown++;
                            }
                        }
                    } catch (DecodeException e) {
                        refused++;
                        assertMasked(e, damaged);
                    }
                }
                decoder.reset();
            }
            // Then it still plays the sound stream, faultlessly
            decoder.reset();
            List<Integer> seen = new ArrayList<>();
            packets.forEach(packet -> Projector.see(
                    decoder.decode(packet.data(), packet.ptsMicros(), configuration), MovingSquare::numberOf, seen));
            Projector.see(decoder.drain(), MovingSquare::numberOf, seen);
            assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        }
        assertThat(shown).isPositive();
        assertThat(refused).isPositive();
    }

    @Test
    void packetsCutAnywhereAreRefusedOrShownNeverMore() {
        Camera camera = Camera.films(2, 2);
        byte[] keyframe = camera.packets().getFirst().data();
        try (VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(camera.configuration()))) {
            for (int length = 0; length < keyframe.length; length += Math.max(1, keyframe.length / 200)) {
                framesOrRefusal(decoder, Arrays.copyOf(keyframe, length));
            }
            decoder.reset();
            List<Integer> seen = new ArrayList<>();
            camera.packets()
                    .forEach(packet -> Projector.see(
                            decoder.decode(packet.data(), packet.ptsMicros()), MovingSquare::numberOf, seen));
            Projector.see(decoder.drain(), MovingSquare::numberOf, seen);
            assertThat(seen).containsExactly(0, 1);
        }
    }

    @Test
    void aJpegCutShortIsSaidToBeDamaged() {
        byte[] jpeg = Projector.packets(new ForeignFilm("mov", "mjpeg").shot(1))
                .getFirst()
                .data();
        try (VideoDecoder decoder = VideoDecoder.open("mjpeg", Optional.empty())) {
            List<Frame> frames = framesOrRefusal(decoder, Arrays.copyOf(jpeg, jpeg.length / 2), false);
            frames.forEach(frame -> {
                try (frame) {
                    assertThat(frame.width()).isEqualTo(MovingSquare.WIDTH);
                    assertReadable(frame);
                }
            });
        }
    }

    @Test
    void aPictureBeyondTheBudgetIsRefusedAsTooLarge() {
        Camera camera = Camera.films(640, 480, 1, 1, 0);
        try (VideoDecoder decoder = VideoDecoder.open("h264", Optional.empty(), 320 * 240)) {
            byte[] data =
                    joined(camera.configuration(), camera.packets().getFirst().data());
            DecodeException refused = catchThrowableOfType(DecodeException.class, () -> decoder.decode(data, 0));
            assertThat(refused.kind()).isEqualTo(DecodeException.Kind.TOO_LARGE);
            assertThat(refused).hasMessage("a h264 picture has more than 76800 pixels");
        }
        byte[] jpeg = Projector.packets(new ForeignFilm("mov", "mjpeg").shot(1))
                .getFirst()
                .data();
        try (VideoDecoder decoder = VideoDecoder.open("mjpeg", Optional.empty(), 100)) {
            DecodeException refused = catchThrowableOfType(DecodeException.class, () -> decoder.decode(jpeg, 0));
            assertThat(refused.kind()).isEqualTo(DecodeException.Kind.TOO_LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "h264 ", "subrip", "aac", "../etc/passwd"})
    void unknownCodecsAreRefusedByName(String codec) {
        assertThatThrownBy(() -> VideoDecoder.open(codec, Optional.empty()))
                .isInstanceOfSatisfying(DecodeException.class, refused -> assertThat(refused.kind())
                        .isEqualTo(DecodeException.Kind.UNSUPPORTED))
                .hasMessageContaining("'" + codec + "'");
    }

    @Test
    void brokenConfigurationsNeverBreakTheProcess() {
        byte[] block = Projector.packets(new ForeignFilm("avi", "msmpeg4").shot(1))
                .getFirst()
                .codecConfiguration()
                .orElseThrow();
        Random random = new Random(3);
        for (String codec : List.of("h264", "hevc", "msmpeg4v3", "mpeg4", "mjpeg", "ffv1")) {
            for (int i = 0; i < 60; i++) {
                byte[] broken = flipped(block, random, i % 2 == 0 ? 3 : 8 * block.length);
                assertThatCode(() -> {
                            try (VideoDecoder decoder = VideoDecoder.open(codec, Optional.of(broken), 1 << 20)) {
                                framesOrRefusal(decoder, broken).forEach(Frame::close);
                            } catch (DecodeException e) {
                                assertMasked(e, broken);
                            }
                        })
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void aClosedDecoderSaysSoInsteadOfEndingTheProcess() {
        VideoDecoder decoder = VideoDecoder.open("h264", Optional.empty());
        decoder.close();
        decoder.close();
        assertThatThrownBy(() -> decoder.decode(new byte[10], 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> decoder.decode(new byte[10], 0, Optional.of(new byte[3])))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(decoder::drain).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(decoder::reset).isInstanceOf(IllegalStateException.class);
    }

    private static List<Frame> framesOrRefusal(VideoDecoder decoder, byte[] data) {
        return framesOrRefusal(decoder, data, true);
    }

    private static List<Frame> framesOrRefusal(VideoDecoder decoder, byte[] data, boolean close) {
        try {
            List<Frame> frames = decoder.decode(data, 0);
            if (close) {
                frames.forEach(Frame::close);
            }
            return frames;
        } catch (MediaException e) {
            assertMasked(e, data);
            return List.of();
        }
    }

    private static void assertMasked(MediaException refusal, byte[] data) {
        assertThat(refusal.getMessage()).hasSizeLessThan(160);
        if (data.length >= 8) {
            assertThat(refusal.getMessage()).doesNotContain(new String(data, 0, 8, StandardCharsets.ISO_8859_1));
        }
    }

    private static void assertReadable(Frame frame) {
        for (int plane = 0; plane < 3; plane++) {
            int last = frame.plane(plane).get(frame.plane(plane).capacity() - 1) & 0xFF;
            assertThat(last).isBetween(0, 255);
        }
    }

    private static byte[] flipped(byte[] data, Random random, int bits) {
        byte[] copy = data.clone();
        for (int i = 0; i < bits; i++) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}
