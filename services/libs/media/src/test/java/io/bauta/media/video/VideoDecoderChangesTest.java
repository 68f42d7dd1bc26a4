/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bauta.media.demux.Packet;
import io.bauta.media.studio.Camera;
import io.bauta.media.studio.ForeignFilm;
import io.bauta.media.studio.MovingSquare;
import io.bauta.media.studio.Projector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cameras that are switched over in the middle of their stream. */
class VideoDecoderChangesTest {

    @Test
    void anotherSizeInMidStreamGivesFramesOfThatSize() {
        // Given a camera that is switched from 64x48 to 128x96 and back, parameter sets in band
        Camera small = Camera.films(64, 48, 3, 3, 0);
        Camera large = Camera.films(128, 96, 3, 3, 300_000);
        Camera smallAgain = Camera.films(64, 48, 3, 3, 600_000);
        List<String> seen = new ArrayList<>();
        try (VideoDecoder decoder = VideoDecoder.open("h264", Optional.empty())) {
            for (Camera camera : List.of(small, large, smallAgain)) {
                boolean first = true;
                for (EncodedPacket packet : camera.packets()) {
                    byte[] data = first ? joined(camera.configuration(), packet.data()) : packet.data();
                    Projector.see(decoder.decode(data, packet.ptsMicros()), VideoDecoderChangesTest::described, seen);
                    first = false;
                }
            }
            Projector.see(decoder.drain(), VideoDecoderChangesTest::described, seen);
        }
        assertThat(seen)
                .containsExactly(
                        "64x48 0 at 0",
                        "64x48 1 at 100000",
                        "64x48 2 at 200000",
                        "128x96 0 at 300000",
                        "128x96 1 at 400000",
                        "128x96 2 at 500000",
                        "64x48 0 at 600000",
                        "64x48 1 at 700000",
                        "64x48 2 at 800000");
    }

    @Test
    void aNewConfigurationOpensTheDecoderAnewAndLosesNothing() {
        Camera small = Camera.films(64, 48, 3, 3, 0);
        Camera large = Camera.films(128, 96, 3, 3, 300_000);
        List<String> seen = new ArrayList<>();
        try (VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(small.configuration()))) {
            for (Camera camera : List.of(small, large)) {
                for (EncodedPacket packet : camera.packets()) {
                    Projector.see(
                            decoder.decode(
                                    packet.data(),
                                    packet.ptsMicros(),
                                    Optional.of(camera.configuration().clone())),
                            VideoDecoderChangesTest::described,
                            seen);
                }
            }
            Projector.see(decoder.drain(), VideoDecoderChangesTest::described, seen);
        }
        assertThat(seen).hasSize(6).element(2).isEqualTo("64x48 2 at 200000");
        assertThat(seen.getLast()).isEqualTo("128x96 2 at 500000");
    }

    @Test
    void aConfigurationThatIsRefusedLeavesTheOldOneInForce() {
        // Given a decoder at work whose container promises nonsense
        List<Packet> packets = Projector.packets(new ForeignFilm("avi", "msmpeg4").shot(2));
        Optional<byte[]> good = packets.getFirst().codecConfiguration();
        try (VideoDecoder decoder = VideoDecoder.open("msmpeg4v3", good)) {
            decoder.decode(packets.get(0).data(), 0).forEach(Frame::close);
            byte[] nonsense = good.orElseThrow().clone();
            Arrays.fill(nonsense, 16, 24, (byte) 0); // width and height
            DecodeException refused = catchThrowableOfType(
                    DecodeException.class, () -> decoder.decode(packets.get(1).data(), 1, Optional.of(nonsense)));
            assertThat(refused.kind()).isEqualTo(DecodeException.Kind.CORRUPT);

            // When the good one comes again, then it plays
            List<Frame> frames = new ArrayList<>(decoder.decode(packets.get(1).data(), 100_000, good));
            frames.addAll(decoder.drain());
            assertThat(frames).isNotEmpty();
            frames.forEach(Frame::close);
        }
    }

    @Test
    void afterResetTimesMayBeginAnew() {
        Camera camera = Camera.films(2, 1);
        try (VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(camera.configuration()))) {
            List<Long> times = new ArrayList<>();
            for (long pts : new long[] {5_000_000, 5_000_000, 4_000_000}) {
                Projector.see(decoder.decode(camera.packets().getFirst().data(), pts), Frame::ptsMicros, times);
            }
            decoder.reset();
            Projector.see(decoder.decode(camera.packets().getFirst().data(), 10), Frame::ptsMicros, times);
            Projector.see(decoder.drain(), Frame::ptsMicros, times);
            assertThat(times).containsExactly(5_000_000L, 5_040_000L, 5_080_000L, 10L);
        }
    }

    private static String described(Frame frame) {
        return frame.width() + "x" + frame.height() + " " + MovingSquare.numberOf(frame) + " at " + frame.ptsMicros();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}
