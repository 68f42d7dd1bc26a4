/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.contracts.site.SourceLocation;
import io.bauta.inference.ModelFile;
import io.bauta.local.street.StreetScene;
import io.bauta.local.street.StreetSettings;
import io.bauta.local.street.stage.Light;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceOptions;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoDecoder;
import io.bauta.videoanonymiser.method.AnonymisedFrame;
import io.bauta.videoanonymiser.method.FrameAnonymiser;
import io.bauta.videoanonymiser.sight.Eyes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures are native memory: the Java heap sees only boxes. */
class SteadyMemoryTest {
    private static final VideoPolicy HEADS_AND_PLATES =
            VideoPolicy.of(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.SOLID));
    private static final int FRAMES_A_SECOND = 25;
    /** Five times what a warm process takes: the first seconds run in the interpreter, which allocates more. */
    private static final double MOST_BYTES_A_SECOND = 4e6;

    private static final Path MODEL = Path.of("../../models/exported/street");
    private static final int WARMING = 15;

    @TempDir
    private Path folder;

    @Test
    void findingAndCoveringAllocatesLittle() throws IOException {
        // Given a street of 720 lines with people in it
        Path film = StreetScene.write(folder, new StreetSettings(1280, 720, 5, 8, 3, Light.DAY), (done, of) -> {})
                .video();
        List<Long> allocated = new ArrayList<>();
        try (FrameAnonymiser anonymiser = new FrameAnonymiser(
                HEADS_AND_PLATES,
                () -> Eyes.open(
                        ModelFile.exported(MODEL), HEADS_AND_PLATES.regions().reach()))) {
            // When it is made anonymous
            play(film, frame -> {
                frame.retime(allocated.size() * 1_000_000L / FRAMES_A_SECOND);
                long before = allocated();
                anonymiser.take(frame).forEach(AnonymisedFrame::close);
                allocated.add(allocated() - before);
            });
            assertThat(anonymiser.regions()).containsKey("head");
        }

        // Then a second of pictures takes a few megabytes of heap, where its pixels alone are 35
        double aFrame =
                allocated.stream().skip(WARMING).mapToLong(one -> one).average().orElseThrow();
        assertThat(aFrame * FRAMES_A_SECOND).isLessThan(MOST_BYTES_A_SECOND);
    }

    /** Shows every picture to whoever takes it over. */
    private static void play(Path film, Consumer<Frame> taker) {
        try (SourceReader reader = SourceReader.open(new SourceLocation(film.toString()), SourceOptions.defaults())) {
            SourceStream stream = reader.stream(StreamKind.VIDEO).orElseThrow();
            try (VideoDecoder decoder = VideoDecoder.open(stream.codec(), stream.codecConfiguration())) {
                for (Optional<Packet> next = reader.next(); next.isPresent(); next = reader.next()) {
                    Packet packet = next.get();
                    if (packet.stream() == stream.index()) {
                        decoder.decode(packet.data(), packet.ptsMicros()).forEach(taker);
                    }
                }
                decoder.drain().forEach(taker);
            }
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
