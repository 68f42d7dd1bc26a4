/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.studio.Camera;
import io.bauta.media.studio.MovingSquare;
import io.bauta.media.studio.Projector;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks that play by themselves, and in a row. */
class FragmentedMp4WriterTest {
    private static final long CHUNK = 500_000;

    @Test
    void eachChunkPlaysByItself() {
        // Given a camera of ten pictures a second, cut into chunks of half a second
        List<byte[]> chunks = chunks(Camera.films(10, 5));

        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            // When one alone is opened
            List<Integer> numbers = Projector.look(chunks.get(chunk), MovingSquare::numberOf);
            List<Packet> packets = Projector.packets(chunks.get(chunk));

            // Then it shows its five pictures, for half a second
            assertThat(numbers)
                    .containsExactlyElementsOf(
                            IntStream.range(5 * chunk, 5 * chunk + 5).boxed().toList());
            assertThat(packets.getFirst().keyframe()).isTrue();
            assertThat(packets.stream().mapToLong(Packet::durationMicros).sum()).isEqualTo(CHUNK);
        }
    }

    @Test
    void chunksInARowPlayAsOneStreamOfExactDuration() {
        List<byte[]> chunks = chunks(Camera.films(40, 5));
        byte[] row = row(chunks);

        List<Integer> numbers = Projector.look(row, MovingSquare::numberOf);
        List<Long> times = Projector.look(row, Frame::ptsMicros);
        List<Packet> packets = Projector.packets(row);

        assertThat(numbers.subList(0, 12)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(times)
                .containsExactlyElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> i * 100_000L).toList());
        Packet last = packets.getLast();
        assertThat(last.ptsMicros() + last.durationMicros()).isEqualTo(4_000_000);
        assertThat(packets.stream().mapToLong(Packet::durationMicros).sum()).isEqualTo(4_000_000);
    }

    @Test
    void aRowMayBeginAnywhereAndSkipChunksThatWereWithheld() {
        List<byte[]> chunks = chunks(Camera.films(30, 5));
        List<Long> times = Projector.look(row(List.of(chunks.get(2), chunks.get(3), chunks.get(5))), Frame::ptsMicros);
        assertThat(times).hasSize(15);
        long first = times.getFirst();
        assertThat(times.get(5) - first).isEqualTo(500_000);
        assertThat(times.get(10) - first).as("the hole is kept").isEqualTo(1_500_000);
    }

    @Test
    void unevenTimesAreKeptToTheMicrosecond() {
        long[] times = {0, 33_333, 66_667, 100_001, 100_002, 250_000};
        Camera camera = Camera.films(times.length, times.length);
        List<EncodedPacket> packets = IntStream.range(0, times.length)
                .mapToObj(i -> new EncodedPacket(
                        times[i], i == 0, camera.packets().get(i).data()))
                .toList();
        byte[] chunk = new FragmentedMp4Writer(camera.settings(), camera.configuration()).write(packets, 1, 333_333);

        List<Packet> read = Projector.packets(chunk);
        assertThat(read.stream().map(Packet::ptsMicros))
                .containsExactly(0L, 33_333L, 66_667L, 100_001L, 100_002L, 250_000L);
        assertThat(read.getLast().durationMicros()).isEqualTo(83_333);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4_294_967_296L, 86_400_000_000L, 1_000_000_000_000_000L})
    void decodeTimesRunOnForYears(long start) {
        // Given a chunk of a camera that has run since long ago
        Camera camera = Camera.films(64, 48, 5, 5, start);
        byte[] chunk = new FragmentedMp4Writer(camera.settings(), camera.configuration())
                .write(camera.packets(), 4711, start + CHUNK);

        assertThat(decodeTime(chunk)).isEqualTo(start);
        assertThat(Projector.look(chunk, MovingSquare::numberOf)).containsExactly(0, 1, 2, 3, 4);
        assertThat(Projector.packets(chunk).stream()
                        .mapToLong(Packet::durationMicros)
                        .sum())
                .isEqualTo(CHUNK);
    }

    @Test
    void aChunkIsOneInitialisationAndOneFragment() {
        Camera camera = Camera.films(5, 5);
        byte[] chunk =
                new FragmentedMp4Writer(camera.settings(), camera.configuration()).write(camera.packets(), 7, CHUNK);

        assertThat(boxes(chunk)).containsExactly("ftyp", "moov", "moof", "mdat");
        assertThat(number(chunk, "mfhd", 8)).as("sequence number").isEqualTo(7);
        assertThat(new String(chunk, StandardCharsets.ISO_8859_1))
                .as("no index, no edit list; parameter sets in avcC")
                .doesNotContain("mfra")
                .doesNotContain("elst")
                .contains("avcC");
    }

    @Test
    void oddPicturesAndFullRangeSurvivePacking() {
        Camera camera = Camera.films(63, 47, 3, 3, 0);
        byte[] chunk =
                new FragmentedMp4Writer(camera.settings(), camera.configuration()).write(camera.packets(), 1, 300_000);
        assertThat(Projector.look(chunk, frame -> frame.width() + "x" + frame.height()))
                .containsExactly("64x48", "64x48", "64x48");
        try (SourceReader source = SourceReader.open(chunk)) {
            assertThat(source.streams()).hasSize(1);
            assertThat(source.streams().getFirst().codec()).isEqualTo("h264");
            assertThat(source.durationMicros().orElse(300_000)).isEqualTo(300_000);
        }
    }

    @Test
    void whatIsNoChunkIsRefused() {
        Camera camera = Camera.films(4, 4);
        FragmentedMp4Writer writer = new FragmentedMp4Writer(camera.settings(), camera.configuration());
        List<EncodedPacket> packets = camera.packets();
        refused(writer, List.of(), 1, CHUNK, "begins with a keyframe");
        refused(writer, packets.subList(1, 4), 1, CHUNK, "begins with a keyframe");
        refused(writer, packets, 0, CHUNK, "numbered from 1");
        refused(writer, packets, 1, 300_000, "must end after its last picture");
        refused(writer, List.of(packets.get(0), packets.get(2), packets.get(1)), 1, CHUNK, "times must rise");
        refused(writer, List.of(new EncodedPacket(-1, true, new byte[9])), 1, CHUNK, "times must rise");
        assertThat(writer.write(packets, 1, CHUNK)).as("and the writer goes on").isNotEmpty();
    }

    @Test
    void brokenConfigurationsAreRefusedOrPackedNeverMore() {
        Camera camera = Camera.films(2, 2);
        for (int length = 0; length < camera.configuration().length; length++) {
            byte[] cut = java.util.Arrays.copyOf(camera.configuration(), length);
            try {
                new FragmentedMp4Writer(camera.settings(), cut).write(camera.packets(), 1, CHUNK);
            } catch (EncodeException e) {
                assertThat(e).hasMessageContaining("cannot be packed");
            }
        }
    }

    @Test
    void manyThreadsShareOneWriter() throws Exception {
        Camera camera = Camera.films(5, 5);
        FragmentedMp4Writer writer = new FragmentedMp4Writer(camera.settings(), camera.configuration());
        byte[] expected = writer.write(camera.packets(), 1, CHUNK);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<byte[]>> written = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                written.add(threads.submit(() -> writer.write(camera.packets(), 1, CHUNK)));
            }
            for (Future<byte[]> one : written) {
                assertThat(one.get()).as("the same bytes each time").isEqualTo(expected);
            }
        }
    }

    @Test
    void packetsMaskTheirBytes() {
        EncodedPacket packet = new EncodedPacket(5, true, "secret picture".getBytes(StandardCharsets.UTF_8));
        assertThat(packet).hasToString("EncodedPacket[pts 5, keyframe, 14 bytes]");
        assertThat(Optional.of(packet).toString()).doesNotContain("secret").doesNotContain("115");
    }

    private static void refused(
            FragmentedMp4Writer writer, List<EncodedPacket> packets, int sequence, long end, String why) {
        assertThatThrownBy(() -> writer.write(packets, sequence, end))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining(why);
    }

    private static List<byte[]> chunks(Camera camera) {
        FragmentedMp4Writer writer = new FragmentedMp4Writer(camera.settings(), camera.configuration());
        return IntStream.range(0, camera.packets().size() / 5)
                .mapToObj(i -> writer.write(camera.packets().subList(5 * i, 5 * i + 5), i + 1, (i + 1) * CHUNK))
                .toList();
    }

    private static byte[] row(List<byte[]> chunks) {
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        chunks.forEach(row::writeBytes);
        return row.toByteArray();
    }

    /** Names of the outermost boxes (ISO/IEC 14496-12, section 4.2). */
    private static List<String> boxes(byte[] file) {
        List<String> names = new ArrayList<>();
        for (int at = 0; at < file.length; at += ByteBuffer.wrap(file).getInt(at)) {
            names.add(new String(file, at + 4, 4, StandardCharsets.US_ASCII));
        }
        return names;
    }

    private static int number(byte[] file, String box, int offset) {
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(box);
        return ByteBuffer.wrap(file).getInt(at + offset);
    }

    private static long decodeTime(byte[] file) {
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf("tfdt");
        return file[at + 4] == 1 ? ByteBuffer.wrap(file).getLong(at + 8) : number(file, "tfdt", 8) & 0xFFFFFFFFL;
    }
}
