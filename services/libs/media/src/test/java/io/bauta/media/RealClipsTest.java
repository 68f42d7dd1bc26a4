/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.bauta.contracts.site.SourceLocation;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceOptions;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import io.bauta.media.studio.Projector;
import io.bauta.media.video.EncodedPacket;
import io.bauta.media.video.FragmentedMp4Writer;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoDecoder;
import io.bauta.media.video.VideoEncoder;
import io.bauta.media.video.VideoSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real cameras' clips, where the folder with them is at hand. */
class RealClipsTest {
    private static final int ENOUGH = 50;

    @ParameterizedTest
    @CsvSource({
        "vtest.avi,msmpeg4v3,768,576,10",
        "one-by-one-person-detection.mp4,h264,768,432,10",
        "car-detection.mp4,h264,768,432,12.5",
        "arcade.mp4,h264,1920,1080,25",
        "car-park-plates.mp4,h264,2560,1920,10",
        "people-detection.gif,gif,480,270,0"
    })
    void aRealClipGoesThroughDecoderEncoderAndChunk(String name, String codec, int width, int height, double rate) {
        Path clip = clip(name);
        assumeThat(Files.exists(clip))
                .as("skipped: no %s; set BAUTA_SHARED to the folder with the real clips", clip)
                .isTrue();
        try (SourceReader source = SourceReader.open(new SourceLocation(clip.toString()), SourceOptions.defaults())) {
            SourceStream stream = source.stream(StreamKind.VIDEO).orElseThrow();
            assertThat(stream.codec()).isEqualTo(codec);
            assertThat(List.of(stream.width(), stream.height())).containsExactly(width, height);
            if (rate > 0) {
                assertThat(stream.framesPerSecond()).isBetween(rate * 0.98, rate * 1.02);
            }
            List<EncodedPacket> packets = new ArrayList<>();
            List<Long> times = new ArrayList<>();
            byte[] chunk = chunk(source, stream, packets, times);

            assertThat(times).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(20);
            assertThat(packets).hasSameSizeAs(times);
            List<String> shown = Projector.look(chunk, frame -> frame.width() + "x" + frame.height() + frame.damaged());
            assertThat(shown).hasSameSizeAs(times).containsOnly(width + "x" + height + "false");
            assertThat(source.statistics().corrupt()).isZero();
        }
    }

    private static byte[] chunk(
            SourceReader source, SourceStream stream, List<EncodedPacket> packets, List<Long> times) {
        VideoEncoder[] encoder = new VideoEncoder[1];
        try (VideoDecoder decoder = VideoDecoder.open(stream.codec(), stream.codecConfiguration())) {
            for (Optional<Packet> packet = source.next();
                    packet.isPresent() && times.size() < ENOUGH;
                    packet = source.next()) {
                Packet taken = packet.get();
                if (taken.stream() == stream.index()) {
                    encode(
                            decoder.decode(taken.data(), taken.ptsMicros(), taken.codecConfiguration()),
                            encoder,
                            packets,
                            times);
                }
            }
            encode(decoder.drain(), encoder, packets, times);
            return new FragmentedMp4Writer(encoder[0].settings(), encoder[0].codecConfiguration())
                    .write(packets, 1, times.getLast() + 40_000);
        } finally {
            if (encoder[0] != null) {
                encoder[0].close();
            }
        }
    }

    private static void encode(
            List<Frame> frames, VideoEncoder[] encoder, List<EncodedPacket> packets, List<Long> times) {
        for (Frame frame : frames) {
            try (frame) {
                if (encoder[0] == null) {
                    encoder[0] = VideoEncoder.open(VideoSettings.of(frame, 10));
                }
                times.add(frame.ptsMicros());
                packets.addAll(encoder[0].encode(frame, packets.isEmpty()));
            }
        }
    }

    private static Path clip(String name) {
        String shared = System.getenv("BAUTA_SHARED");
        Path folder = shared == null ? besideTheCheckout() : Path.of(shared);
        return folder.resolve("data/video").resolve(name);
    }

    private static Path besideTheCheckout() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("bauta"))) {
            at = at.getParent();
        }
        return at == null || at.getParent() == null
                ? Path.of("shared")
                : at.getParent().resolve("shared");
    }
}
