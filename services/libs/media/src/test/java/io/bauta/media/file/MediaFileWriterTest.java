/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bauta.contracts.site.SourceLocation;
import io.bauta.media.MediaException;
import io.bauta.media.audio.PcmBlock;
import io.bauta.media.audio.PcmDecoder;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceOptions;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import io.bauta.media.studio.Camera;
import io.bauta.media.studio.MovingSquare;
import io.bauta.media.studio.Projector;
import io.bauta.media.studio.Tone;
import io.bauta.media.video.Frame;
import io.bauta.media.video.H264Encoder;
import io.bauta.media.video.VideoSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole files: picture and sound in step, and never half a file. */
class MediaFileWriterTest {
    private static final int RATE = 16_000;
    private static final VideoSettings PICTURES = new VideoSettings(64, 48, 10, 1_000_000);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"film.mp4", "film.mov", "film.mkv", "FILM.MP4"})
    void picturesAndSoundStayInStep(String name) throws IOException {
        // Given three seconds of film with a flash and a click, both at two seconds
        Path target = folder.resolve(name);
        try (MediaFileWriter writer = MediaFileWriter.open(target, PICTURES, OptionalInt.of(RATE))) {
            short[] click = Tone.click(RATE, 3 * RATE, 2 * RATE);
            for (int i = 0; i < 30; i++) {
                try (Frame frame = lit(i >= 20, i * 100_000L)) {
                    writer.write(frame);
                }
                writer.write(new PcmBlock(
                        i * 100_000L, RATE, java.util.Arrays.copyOfRange(click, i * 1600, i * 1600 + 1600)));
            }
            writer.finish(3_000_000);
        }

        // When the file is opened again
        byte[] media = Files.readAllBytes(target);
        List<Boolean> bright = Projector.look(media, frame -> MovingSquare.pixel(frame, 0, 30, 20) > 128);
        List<Long> times = Projector.look(media, Frame::ptsMicros);
        double clickSeconds = Tone.onset(sound(media)) / (double) RATE;

        // Then flash and click are where they were, to a few milliseconds, and the length is right
        assertThat(times.get(bright.indexOf(true))).isCloseTo(2_000_000L, within(1_000L));
        assertThat(bright).hasSize(30);
        assertThat(clickSeconds).isCloseTo(2.0, within(0.006));
        try (SourceReader source = SourceReader.open(media)) {
            assertThat(source.durationMicros().orElseThrow()).isCloseTo(3_000_000L, within(70_000L));
            assertThat(source.stream(StreamKind.VIDEO).orElseThrow().codec()).isEqualTo("h264");
            assertThat(source.stream(StreamKind.AUDIO).orElseThrow().codec())
                    .isEqualTo(name.endsWith("mkv") ? "flac" : "aac");
        }
    }

    @Test
    void somebodyMayJumpEveryTwoSeconds() throws IOException {
        Path target = folder.resolve("film.mp4");
        try (MediaFileWriter writer = MediaFileWriter.open(target, PICTURES, OptionalInt.empty())) {
            for (int i = 0; i < 60; i++) {
                try (Frame frame = MovingSquare.frame(64, 48, i % 10, i * 100_000L)) {
                    writer.write(frame);
                }
            }
            writer.finish(6_000_000);
        }
        List<Long> keyframes = Projector.packets(Files.readAllBytes(target)).stream()
                .filter(Packet::keyframe)
                .map(Packet::ptsMicros)
                .toList();
        assertThat(keyframes).containsExactly(0L, 2_000_000L, 4_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"film.mp4", "film.mov", "film.mkv"})
    void theFileSaysOfItselfWhatItWasToldTo(String name) throws IOException {
        Path target = folder.resolve(name);
        String comment = "Not anonymous: one person was left visible.";
        try (MediaFileWriter writer = MediaFileWriter.open(
                        target, PICTURES, OptionalInt.empty(), H264Encoder.of(H264Encoder.AUTO), Optional.of(comment));
                Frame frame = MovingSquare.frame(64, 48, 0, 0)) {
            writer.write(frame);
            writer.finish(100_000);
        }
        assertThat(new String(Files.readAllBytes(target), StandardCharsets.ISO_8859_1))
                .contains(comment);
        assertThat(Projector.look(Files.readAllBytes(target), Frame::ptsMicros)).containsExactly(0L);
    }

    @Test
    void unevenTimesAndTheLastPicturesDurationAreKept() throws IOException {
        Path target = folder.resolve("film.mp4");
        long[] times = {0, 33_000, 500_000, 500_001, 2_000_000};
        try (MediaFileWriter writer = MediaFileWriter.open(target, PICTURES, OptionalInt.empty())) {
            for (int i = 0; i < times.length; i++) {
                try (Frame frame = MovingSquare.frame(64, 48, i, times[i])) {
                    writer.write(frame);
                }
            }
            writer.finish(2_750_000);
        }
        List<Packet> packets = Projector.packets(Files.readAllBytes(target));
        assertThat(packets.stream().map(Packet::ptsMicros))
                .containsExactly(0L, 33_000L, 500_000L, 500_001L, 2_000_000L);
        assertThat(packets.getLast().durationMicros()).isEqualTo(750_000);
    }

    @Test
    void packetsThatAreEncodedAlreadyGoInUnchanged() throws IOException {
        Camera camera = Camera.films(10, 5);
        Path target = folder.resolve("film.mkv");
        try (MediaFileWriter writer = MediaFileWriter.openForPackets(
                target, camera.settings(), camera.configuration(), OptionalInt.empty())) {
            camera.packets().forEach(writer::write);
            writer.finish(1_000_000);
        }
        byte[] media = Files.readAllBytes(target);
        assertThat(Projector.look(media, MovingSquare::numberOf)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(Projector.packets(media).stream().filter(Packet::keyframe)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"sound.flac,flac", "sound.wav,pcm_s16le", "sound.mp3,mp3"})
    void soundAloneIsWritten(String name, String codec) throws IOException {
        Path target = folder.resolve(name);
        short[] tone = Tone.sine(440, RATE, 2 * RATE);
        try (MediaFileWriter writer = MediaFileWriter.openForSound(target, RATE)) {
            for (int at = 0; at < tone.length; at += 800) {
                writer.write(
                        new PcmBlock(at * 1_000_000L / RATE, RATE, java.util.Arrays.copyOfRange(tone, at, at + 800)));
            }
            writer.finish(2_000_000);
        }
        byte[] media = Files.readAllBytes(target);
        short[] heard = sound(media);
        try (SourceReader source = SourceReader.open(media)) {
            assertThat(source.streams().getFirst().codec()).isEqualTo(codec);
        }
        if (codec.equals("mp3")) {
            assertThat(heard.length).isCloseTo(2 * RATE, within(1_700));
            assertThat(Tone.purity(heard, 3_000, 28_000, 440, RATE)).isGreaterThan(0.98);
        } else {
            assertThat(heard).isEqualTo(tone);
        }
    }

    @Test
    void gapsBecomeSilenceAndOverlapsAreDropped() throws IOException {
        Path target = folder.resolve("sound.wav");
        try (MediaFileWriter writer = MediaFileWriter.openForSound(target, RATE)) {
            writer.write(new PcmBlock(500_000, RATE, filled(1_600, 1))); // half a second late
            writer.write(new PcmBlock(550_000, RATE, filled(1_600, 2))); // half of it heard already
            writer.write(new PcmBlock(0, RATE, filled(1_600, 3))); // all of it heard already
            writer.write(new PcmBlock(650_400, RATE, filled(1_600, 4))); // rounding, no gap
            writer.write(new PcmBlock(1_000_000, RATE, filled(1_600, 5)));
            writer.finish(0);
        }
        short[] heard = sound(Files.readAllBytes(target));
        assertThat(heard).hasSize(17_600);
        assertRun(heard, 0, 8_000, 0);
        assertRun(heard, 8_000, 9_600, 1);
        assertRun(heard, 9_600, 10_400, 2);
        assertRun(heard, 10_400, 12_000, 4);
        assertRun(heard, 12_000, 16_000, 0);
        assertRun(heard, 16_000, 17_600, 5);
    }

    @Test
    void anHourOfBlocksThatDriftWithinRoundingStaysInStep() throws IOException {
        // Given blocks of 10 ms whose times are cut to whole milliseconds, at a rate where they never fit
        int rate = 11_025;
        Path target = folder.resolve("sound.flac");
        long samples = 0;
        try (MediaFileWriter writer = MediaFileWriter.openForSound(target, rate)) {
            for (int i = 0; i < 20_000; i++) {
                writer.write(new PcmBlock(samples * 1_000 / rate * 1_000, rate, new short[110]));
                samples += 110;
            }
            writer.finish(0);
        }
        assertThat(sound(Files.readAllBytes(target)).length / (double) rate)
                .isCloseTo(samples / (double) rate, within(0.002));
    }

    @Test
    void aTimeFarBeyondReasonIsRefusedInsteadOfFillingTheDisk() {
        try (MediaFileWriter writer = MediaFileWriter.openForSound(folder.resolve("sound.flac"), RATE)) {
            for (long wrong : new long[] {86_400_000_001L * 2, 1L << 60, Long.MAX_VALUE}) {
                assertThatThrownBy(() -> writer.write(new PcmBlock(wrong, RATE, new short[10])))
                        .isInstanceOf(MediaException.class)
                        .hasMessageContaining("more than a day after");
            }
            writer.write(new PcmBlock(Long.MIN_VALUE, RATE, new short[10]));
            writer.write(new PcmBlock(0, RATE, new short[10]));
            writer.finish(0);
        }
    }

    @Test
    void anUnfinishedFileLeavesNothingBehind() throws IOException {
        Path target = Files.writeString(folder.resolve("film.mp4"), "the film of yesterday");
        try (MediaFileWriter writer = MediaFileWriter.open(target, PICTURES, OptionalInt.of(RATE));
                Frame frame = MovingSquare.frame(0)) {
            writer.write(frame);
            assertThat(names())
                    .as("grows under a hidden name")
                    .hasSize(2)
                    .anyMatch(name -> name.startsWith(".film.mp4."));
        }
        assertThat(names()).containsExactly("film.mp4");
        assertThat(target).hasContent("the film of yesterday");
    }

    @Test
    void aFinishedFileReplacesTheOldOne() throws IOException {
        Path target = Files.writeString(folder.resolve("film.mp4"), "the film of yesterday");
        try (MediaFileWriter writer = MediaFileWriter.open(target, PICTURES, OptionalInt.empty());
                Frame frame = MovingSquare.frame(0)) {
            writer.write(frame);
            writer.finish(100_000);
            assertThatThrownBy(() -> writer.write(frame)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> writer.finish(1)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(names()).containsExactly("film.mp4");
        assertThat(Projector.look(Files.readAllBytes(target), MovingSquare::numberOf))
                .containsExactly(0);
        Path usual = Files.createFile(folder.resolve("usual"));
        assertThat(Files.getPosixFilePermissions(target))
                .as("may be read by whom other files of this user may be read by")
                .isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void aFileWithoutAnyPictureIsWrittenOrRefusedInWords() {
        Path target = folder.resolve("empty.mp4");
        try (MediaFileWriter writer = MediaFileWriter.open(target, PICTURES, OptionalInt.of(RATE))) {
            writer.finish(0);
        } catch (MediaException e) {
            assertThat(e).hasMessageContaining("empty.mp4");
        }
        assertThat(names()).allSatisfy(name -> assertThat(name).doesNotStartWith("."));
    }

    @Test
    void whatCannotBeWrittenIsSaidAtTheBeginning() throws IOException {
        OptionalInt silent = OptionalInt.empty();
        assertThatThrownBy(() -> MediaFileWriter.open(folder.resolve("film.avi"), PICTURES, silent))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("name it .mp4, .mov or .mkv");
        assertThatThrownBy(() -> MediaFileWriter.open(folder.resolve("film.wav"), PICTURES, silent))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("cannot hold pictures");
        assertThatThrownBy(() -> MediaFileWriter.open(folder.resolve("no/folder/film.mp4"), PICTURES, silent))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("check that its folder exists");
        assertThatThrownBy(() -> MediaFileWriter.openForSound(folder.resolve("sound.mp3"), 12_345))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("12345 Hz cannot go into MP3");
        assertThatThrownBy(() -> MediaFileWriter.openForSound(folder.resolve("sound"), RATE))
                .isInstanceOf(MediaException.class);
        assertThat(names()).as("nothing left behind").isEmpty();
        Files.createDirectory(folder.resolve("taken.wav"));
        Files.writeString(folder.resolve("taken.wav/inside"), "x");
        try (MediaFileWriter writer = MediaFileWriter.openForSound(folder.resolve("taken.wav"), RATE)) {
            writer.write(new PcmBlock(0, RATE, new short[10]));
            assertThatThrownBy(() -> writer.finish(0))
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining("cannot be given its name");
        }
        assertThat(names()).containsExactly("taken.wav");
    }

    @Test
    void wrongCallsAreRefused() {
        try (MediaFileWriter pictures = MediaFileWriter.open(folder.resolve("a.mp4"), PICTURES, OptionalInt.empty());
                MediaFileWriter sound = MediaFileWriter.openForSound(folder.resolve("a.wav"), RATE);
                Frame frame = MovingSquare.frame(1)) {
            assertThatThrownBy(() -> pictures.write(new PcmBlock(0, RATE, new short[1])))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("was not opened for sound");
            assertThatThrownBy(() -> pictures.write(Camera.films(1, 1).packets().getFirst()))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> sound.write(frame)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> sound.write(new PcmBlock(0, 8_000, new short[1])))
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining("8000 Hz came to a track of 16000 Hz");
            pictures.write(frame);
            assertThatThrownBy(() -> pictures.write(frame)).isInstanceOf(MediaException.class);
        }
    }

    @Test
    void aNameThatLooksLikeAnAddressIsAFile() throws IOException {
        Path target = folder.resolve("http:film 100%?.mp4");
        try (MediaFileWriter writer = MediaFileWriter.open(target, PICTURES, OptionalInt.empty());
                Frame frame = MovingSquare.frame(0)) {
            writer.write(frame);
            writer.finish(100_000);
        }
        assertThat(names()).containsExactly("http:film 100%?.mp4");
        try (SourceReader source = SourceReader.open(new SourceLocation(target.toString()), SourceOptions.defaults())) {
            assertThat(source.next()).isPresent();
        }
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Frame lit(boolean bright, long ptsMicros) {
        Frame frame = Frame.black(64, 48, ptsMicros);
        java.nio.ByteBuffer luma = frame.writablePlane(0);
        IntStream.range(0, luma.capacity()).forEach(i -> luma.put(i, (byte) (bright ? 200 : 30)));
        return frame;
    }

    private static short[] filled(int length, int value) {
        short[] samples = new short[length];
        java.util.Arrays.fill(samples, (short) value);
        return samples;
    }

    private static void assertRun(short[] sound, int from, int to, int value) {
        assertThat(java.util.Arrays.copyOfRange(sound, from, to)).containsOnly((short) value);
    }

    private static short[] sound(byte[] media) {
        try (SourceReader source = SourceReader.open(media)) {
            SourceStream stream = source.stream(StreamKind.AUDIO).orElseThrow();
            try (PcmDecoder decoder = PcmDecoder.open(stream, stream.sampleRate())) {
                List<PcmBlock> blocks = new ArrayList<>();
                Projector.packets(source, stream.index(), packet -> blocks.addAll(decoder.decode(packet)));
                blocks.addAll(decoder.drain());
                return Tone.joined(blocks);
            }
        }
    }
}
