/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bauta.contracts.site.SourceLocation;
import io.bauta.media.demux.SourceException.Kind;
import io.bauta.media.file.MediaFileWriter;
import io.bauta.media.studio.Camera;
import io.bauta.media.studio.ForeignFilm;
import io.bauta.media.studio.ForeignSound;
import io.bauta.media.studio.MovingSquare;
import io.bauta.media.studio.Projector;
import io.bauta.media.studio.Tone;
import io.bauta.media.video.FragmentedMp4Writer;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets out of files and memory, whatever state they are in. */
class SourceReaderTest {
    @TempDir
    Path folder;

    @Test
    void aFileTellsItsStreamsAndGivesEveryPacketOnce() throws IOException {
        // Given a film with picture and sound
        Path film = film("film.mp4", 20);
        try (SourceReader source = open(film)) {
            assertThat(source.streams()).hasSize(2);
            SourceStream video = source.stream(StreamKind.VIDEO).orElseThrow();
            SourceStream audio = source.stream(StreamKind.AUDIO).orElseThrow();
            assertThat(video.toString()).startsWith("video h264 64x48 at ");
            assertThat(video.framesPerSecond()).isBetween(9.5, 10.5);
            assertThat(audio.toString()).isEqualTo("audio aac 16000 Hz, 1 channels");
            assertThat(source.durationMicros().orElseThrow()).isBetween(1_900_000L, 2_100_000L);

            // When it is read to the end
            int[] pictures = {0};
            for (Optional<Packet> packet = source.next(); packet.isPresent(); packet = source.next()) {
                pictures[0] += packet.get().kind() == StreamKind.VIDEO ? 1 : 0;
            }
            assertThat(pictures[0]).isEqualTo(20);
            assertThat(source.next()).as("the end stays the end").isEmpty();
            SourceStatistics statistics = source.statistics();
            assertThat(statistics.packets()).isGreaterThan(40);
            assertThat(statistics.corrupt() + statistics.empty() + statistics.oversized())
                    .isZero();
        }
    }

    @Test
    void timesBeginAtTheSourcesBeginning() {
        // Given a chunk from the middle of a stream, its own decode times a day on
        Camera camera = Camera.films(64, 48, 5, 5, 86_400_000_000L);
        byte[] chunk = new FragmentedMp4Writer(camera.settings(), camera.configuration())
                .write(camera.packets(), 9, 86_400_500_000L);
        assertThat(Projector.packets(chunk).stream().map(Packet::ptsMicros))
                .containsExactly(0L, 100_000L, 200_000L, 300_000L, 400_000L);
    }

    @Test
    void mediaInMemoryAreReadToTheirEndByAThreadThatIsWantedElsewhere() {
        // Given a chunk that is at hand, and a thread that was interrupted
        Camera camera = Camera.films(64, 48, 5, 5, 0);
        byte[] chunk =
                new FragmentedMp4Writer(camera.settings(), camera.configuration()).write(camera.packets(), 1, 500_000);
        Thread.currentThread().interrupt();
        // when it is read, then nothing of it is missing and the thread stays interrupted
        assertThat(Projector.packets(chunk)).hasSize(5);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatDoesNotExistOrIsNoMediaIsSaidToBeSo() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.mp4"), "these are notes, not a film\n".repeat(50));
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        Path zeros = Files.write(folder.resolve("zeros.mp4"), new byte[100_000]);
        assertKind(folder.resolve("missing.mp4"), Kind.NOT_FOUND, "missing.mp4: not found");
        assertKind(text, Kind.NOT_MEDIA, "notes.mp4: answers, but not with media known here");
        assertKind(empty, Kind.NOT_MEDIA, "empty.mp4");
        assertKind(zeros, Kind.NOT_MEDIA, "zeros.mp4");
        assertThatThrownBy(() -> open(folder)).isInstanceOf(SourceException.class);
        for (byte[] nothing : List.of(new byte[0], new byte[1], "hello".getBytes(UTF_8))) {
            assertThatThrownBy(() -> SourceReader.open(nothing))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining(nothing.length + " bytes in memory");
        }
    }

    @Test
    void mediaWithSubtitlesOnlyHoldNeitherPictureNorSound() throws IOException {
        Path subtitles = Files.writeString(folder.resolve("words.srt"), "1\n00:00:00,000 --> 00:00:01,000\nhello\n\n");
        assertKind(subtitles, Kind.NO_STREAMS, "holds neither picture nor sound");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffconcat version 1.0\nfile secret.mp4\n",
                "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nsecret.mp4\n#EXT-X-ENDLIST\n",
                "v=0\r\nc=IN IP4 127.0.0.1\r\nm=video 45678 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
            })
    void bytesInMemoryOpenNeitherFilesNorSockets(String playlist) {
        // Given bytes that claim to be a chunk but tell FFmpeg to open something else; when they are opened
        long before = System.nanoTime();
        SourceException refused =
                catchThrowableOfType(SourceException.class, () -> SourceReader.open(playlist.getBytes(UTF_8)));

        // Then nothing was looked for (that would be NOT_FOUND) and nothing was waited for
        assertThat(refused.kind()).isEqualTo(Kind.NOT_MEDIA);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aPlaylistInAFileOpensNoNetwork() throws IOException {
        Path playlist = Files.writeString(
                folder.resolve("list.m3u8"),
                "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nhttp://127.0.0.1:1/a.ts\n#EXT-X-ENDLIST\n");
        assertThatThrownBy(() -> open(playlist)).isInstanceOf(SourceException.class);
    }

    @Test
    void packetsBeyondTheLimitAreDroppedAndCounted() throws IOException {
        Path film = film("film.mp4", 10);
        SourceOptions small = new SourceOptions(Duration.ofSeconds(10), Duration.ofSeconds(10), 300);
        try (SourceReader source = SourceReader.open(new SourceLocation(film.toString()), small)) {
            int largest = 0;
            for (Optional<Packet> packet = source.next(); packet.isPresent(); packet = source.next()) {
                largest = Math.max(largest, packet.get().data().length);
            }
            assertThat(largest).isLessThanOrEqualTo(300);
            assertThat(source.statistics().oversized()).isPositive();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new SourceOptions(Duration.ZERO, Duration.ZERO, 0));
    }

    @Test
    void aFilmCutAnywhereGivesWhatIsLeftOrARefusal() throws IOException {
        for (String name : List.of("film.mkv", "film.mp4")) {
            byte[] whole = Files.readAllBytes(film(name, 10));
            int most = 0;
            for (int length = 0; length < whole.length; length += whole.length / 60) {
                most = Math.max(most, readable(Arrays.copyOf(whole, length)));
            }
            assertThat(most)
                    .as(name)
                    .isLessThanOrEqualTo(Projector.packets(whole).size());
        }
    }

    @Test
    void flippedBitsNeverBreakTheReader() throws IOException {
        Random random = new Random(99);
        List<byte[]> films = List.of(
                Files.readAllBytes(film("film.mkv", 6)),
                Files.readAllBytes(film("film.mp4", 6)),
                new ForeignFilm("avi", "mjpeg", avutil.AV_PIX_FMT_YUVJ420P, 0).shot(4),
                new ForeignFilm("mpegts", "libopenh264").shot(6),
                new ForeignSound("ogg", "libopus", avutil.AV_SAMPLE_FMT_S16, 48_000, 1)
                        .recorded(Tone.sine(440, 48_000, 48_000)));
        int read = 0;
        for (byte[] film : films) {
            for (int round = 0; round < 60; round++) {
                byte[] damaged = film.clone();
                for (int flips = 0; flips <= round % 20; flips++) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
                read += readable(damaged) > 0 ? 1 : 0;
            }
        }
        assertThat(read).as("most damage is survived").isGreaterThan(100);
    }

    @Test
    void aMissingTimeIsMadeUpAndCounted() {
        // Given MJPEG parts in a row, which carry no times at all
        byte[] media = new ForeignFilm("mpjpeg", "mjpeg", avutil.AV_PIX_FMT_YUVJ420P, 0).shot(5);
        try (SourceReader source = SourceReader.open(media)) {
            List<Long> times = new java.util.ArrayList<>();
            Projector.packets(source, 0, packet -> times.add(packet.ptsMicros()));
            assertThat(times).hasSize(5).isSorted();
            assertThat(Projector.look(media, Frame::ptsMicros)).doesNotHaveDuplicates();
        }
    }

    @Test
    void aClosedSourceIsClosed() throws IOException {
        SourceReader source = open(film("film.mp4", 5));
        source.close();
        source.close();
        SourceException refused = catchThrowableOfType(SourceException.class, source::next);
        assertThat(refused.kind()).isEqualTo(Kind.CLOSED);
        assertThat(source.durationMicros()).isEmpty();
        assertThat(source.streams()).as("what was known stays known").hasSize(2);
        assertThat(source.statistics().packets()).isZero();
    }

    @Test
    void packetsAndStreamsMaskTheirBytes() {
        byte[] secret = "secret picture".getBytes(UTF_8);
        Packet packet = new Packet(0, StreamKind.VIDEO, 1, 1, 0, true, 0, 0, Optional.of(secret), secret);
        assertThat(packet).hasToString("Packet[VIDEO 0, pts 1, keyframe, 14 bytes masked]");
        SourceStream stream = new SourceStream(0, StreamKind.VIDEO, "h264", Optional.of(secret), 64, 48, 25, 0, 0);
        assertThat(stream).hasToString("video h264 64x48 at 25.0/s");
    }

    private int readable(byte[] media) {
        int packets = 0;
        try (SourceReader source = SourceReader.open(media)) {
            for (Optional<Packet> packet = source.next(); packet.isPresent(); packet = source.next()) {
                packets++;
            }
        } catch (SourceException e) {
            assertThat(e.getMessage())
                    .startsWith(media.length + " bytes in memory")
                    .hasSizeLessThan(200);
        }
        return packets;
    }

    private void assertKind(Path file, Kind kind, String message) {
        SourceException refused = catchThrowableOfType(SourceException.class, () -> open(file));
        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused).hasMessageContaining(message);
    }

    private static SourceReader open(Path file) {
        return SourceReader.open(new SourceLocation(file.toString()), SourceOptions.defaults());
    }

    private Path film(String name, int pictures) throws IOException {
        Path target = folder.resolve(name);
        Files.deleteIfExists(target);
        VideoSettings settings = new VideoSettings(64, 48, 10, 1_000_000);
        try (MediaFileWriter writer = MediaFileWriter.open(target, settings, OptionalInt.of(16_000))) {
            for (int i = 0; i < pictures; i++) {
                try (Frame frame = MovingSquare.frame(64, 48, i % 12, i * 100_000L)) {
                    writer.write(frame);
                }
                writer.write(new io.bauta.media.audio.PcmBlock(i * 100_000L, 16_000, Tone.sine(440, 16_000, 1_600)));
            }
            writer.finish(pictures * 100_000L);
        }
        return target;
    }
}
