/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.media.audio.FlacDecoder;
import io.bauta.media.audio.FlacEncoder;
import io.bauta.media.audio.PcmBlock;
import io.bauta.media.audio.PcmDecoder;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.file.MediaFileWriter;
import io.bauta.media.studio.Camera;
import io.bauta.media.studio.ForeignFilm;
import io.bauta.media.studio.ForeignSound;
import io.bauta.media.studio.MovingSquare;
import io.bauta.media.studio.Projector;
import io.bauta.media.studio.Tone;
import io.bauta.media.video.FragmentedMp4Writer;
import io.bauta.media.video.Frame;
import io.bauta.media.video.H264Encoder;
import io.bauta.media.video.VideoDecoder;
import io.bauta.media.video.VideoEncoder;
import io.bauta.media.video.VideoSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is opened is given back, whole or broken: the process does not grow over many rounds. Each story would leak tens
 * of megabytes if it kept one picture, context or chunk a round; the bound leaves room for the JVM's own breathing.
 */
class NativeMemoryTest {
    private static final long BOUND_BYTES = 24L << 20;

    @TempDir
    Path folder;

    @Test
    void decodersAndTheirFrames() {
        Camera camera = Camera.films(640, 480, 3, 3, 0);
        doesNotGrow(120, () -> {
            try (VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(camera.configuration()))) {
                camera.packets().forEach(packet -> decoder.decode(packet.data(), packet.ptsMicros())
                        .forEach(frame -> {
                            frame.writablePlane(0).put(0, (byte) 1);
                            frame.close();
                        }));
                // the last frames are left to the decoder's close
            }
            return null;
        });
    }

    @Test
    void decodersThatAreGivenNonsense() {
        Camera camera = Camera.films(640, 480, 1, 1, 0);
        byte[] keyframe = camera.packets().getFirst().data();
        byte[] cut = Arrays.copyOf(keyframe, keyframe.length / 2);
        doesNotGrow(120, () -> {
            try (VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(camera.configuration()))) {
                refused(() -> closed(decoder.decode(cut, 0)));
                refused(() -> closed(decoder.decode(new byte[300_000], 1)));
                refused(() -> closed(decoder.decode(keyframe, 2, Optional.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))));
            }
            refused(() -> VideoDecoder.open("msmpeg4v3", Optional.of(new byte[100])));
            refused(() -> VideoDecoder.open("nonsense", Optional.empty()));
            return null;
        });
    }

    static List<H264Encoder> workingHere() {
        return H264Encoder.working();
    }

    @ParameterizedTest
    @MethodSource("workingHere")
    void encodersAndChunks(H264Encoder kind) {
        try (Frame frame = MovingSquare.frame(641, 479, 1, 0)) {
            VideoSettings settings = VideoSettings.of(frame, 10);
            doesNotGrow(80, () -> {
                try (VideoEncoder encoder = VideoEncoder.open(settings, kind)) {
                    FragmentedMp4Writer writer = new FragmentedMp4Writer(settings, encoder.codecConfiguration());
                    frame.retime(0);
                    writer.write(encoder.encode(frame, true), 1, 100_000);
                    refused(() -> encoder.encode(frame, true));
                    refused(() -> writer.write(List.of(), 1, 1));
                    refused(() -> new FragmentedMp4Writer(settings, new byte[] {1, 2}).write(encoder.drain(), 1, 1));
                }
                refused(() -> VideoEncoder.open(VideoSettings.of(9_000, 9_000, 10), kind));
                return null;
            });
        }
    }

    @Test
    void sourcesReadWholeHalfOrNotAtAll() {
        byte[] film = new ForeignFilm("matroska", "mpeg4").shot(12);
        byte[] cut = Arrays.copyOf(film, film.length / 3);
        doesNotGrow(100, () -> {
            Projector.packets(film);
            try (SourceReader source = SourceReader.open(film)) {
                source.next();
            }
            refused(() -> Projector.packets(cut));
            refused(() -> SourceReader.open(new byte[1 << 20]));
            return null;
        });
    }

    @Test
    void sound() {
        short[] tone = Tone.sine(440, 48_000, 96_000);
        byte[] media = new ForeignSound("adts", "aac", avutil.AV_SAMPLE_FMT_FLTP, 48_000, 2).recorded(tone);
        byte[] damaged = FlacEncoder.open(48_000).encode(tone);
        damaged[damaged.length / 2] ^= 1;
        doesNotGrow(40, () -> {
            try (SourceReader source = SourceReader.open(media);
                    PcmDecoder decoder = PcmDecoder.open(source.streams().getFirst(), 16_000)) {
                for (Optional<Packet> packet = source.next(); packet.isPresent(); packet = source.next()) {
                    decoder.decode(packet.get());
                }
            }
            FlacDecoder.decode(FlacEncoder.open(48_000).encode(tone));
            refused(() -> FlacDecoder.decode(damaged));
            return null;
        });
    }

    @Test
    void filesFinishedAbandonedOrRefused() {
        VideoSettings settings = new VideoSettings(320, 240, 10, 500_000);
        try (Frame frame = MovingSquare.frame(320, 240, 1, 0)) {
            doesNotGrow(40, () -> {
                for (boolean finished : new boolean[] {true, false}) {
                    try (MediaFileWriter writer =
                            MediaFileWriter.open(folder.resolve("film.mp4"), settings, OptionalInt.of(16_000))) {
                        writer.write(frame);
                        writer.write(new PcmBlock(0, 16_000, new short[16_000]));
                        if (finished) {
                            writer.finish(1_000_000);
                        }
                    }
                }
                refused(() -> MediaFileWriter.open(folder.resolve("film.mp4"), settings, OptionalInt.of(12_345_678)));
                refused(() -> MediaFileWriter.open(folder.resolve("film.nonsense"), settings, OptionalInt.empty()));
                refused(() -> MediaFileWriter.openForSound(folder.resolve("no/sound.mp3"), 44_100));
                return null;
            });
        }
    }

    private static int closed(List<Frame> frames) {
        frames.forEach(Frame::close);
        return frames.size();
    }

    private static void refused(Callable<?> call) {
        try {
            call.call();
        } catch (MediaException e) {
            assertThat(e.getMessage()).isNotEmpty();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void doesNotGrow(int rounds, Callable<?> round) {
        repeat(rounds / 3, round); // pools, caches and compiled code settle
        System.gc();
        long before = Pointer.physicalBytes();
        repeat(rounds, round);
        System.gc();
        long grown = Pointer.physicalBytes() - before;
        assertThat(grown).as("bytes grown over %d rounds", rounds).isLessThan(BOUND_BYTES);
    }

    private static void repeat(int rounds, Callable<?> round) {
        for (int i = 0; i < rounds; i++) {
            try {
                round.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
