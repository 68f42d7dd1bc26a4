/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import io.bauta.media.studio.ForeignFilm;
import io.bauta.media.studio.Golden;
import io.bauta.media.studio.MovingSquare;
import io.bauta.media.studio.Projector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Films of every codec a camera or file may bring, decoded picture by picture. */
class ForeignCodecsTest {
    private static final int PICTURES = 12;

    static Stream<ForeignFilm> films() {
        return Stream.of(
                new ForeignFilm("avi", "mjpeg", avutil.AV_PIX_FMT_YUVJ420P, 0),
                new ForeignFilm("avi", "mjpeg", avutil.AV_PIX_FMT_YUVJ422P, 0),
                new ForeignFilm("mov", "mjpeg", avutil.AV_PIX_FMT_YUVJ444P, 0),
                new ForeignFilm("mpjpeg", "mjpeg", avutil.AV_PIX_FMT_YUVJ420P, 0),
                new ForeignFilm("avi", "msmpeg4"),
                new ForeignFilm("avi", "mpeg4"),
                new ForeignFilm("mp4", "mpeg4", avutil.AV_PIX_FMT_YUV420P, 2),
                new ForeignFilm("matroska", "mpeg4", avutil.AV_PIX_FMT_YUV420P, 2),
                new ForeignFilm("mpegts", "mpeg2video", avutil.AV_PIX_FMT_YUV420P, 2),
                new ForeignFilm("webm", "libvpx"),
                new ForeignFilm("matroska", "ffv1", avutil.AV_PIX_FMT_YUV422P, 0),
                new ForeignFilm("mp4", "libopenh264"),
                new ForeignFilm("mpegts", "libopenh264"),
                new ForeignFilm("avi", "libopenh264"));
    }

    @ParameterizedTest
    @MethodSource("films")
    void aForeignFilmIsSeenWholeAndInOrder(ForeignFilm film) {
        byte[] media = film.shot(PICTURES);
        List<Integer> numbers = Projector.look(media, MovingSquare::numberOf);
        List<Long> times = Projector.look(media, Frame::ptsMicros);
        List<Double> errors = new ArrayList<>();
        int[] next = {0};
        Projector.look(media, frame -> errors.add(MovingSquare.distance(frame, next[0]++)));

        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.range(0, PICTURES).boxed().toList());
        assertThat(times).hasSize(PICTURES);
        assertThat(IntStream.range(1, PICTURES).mapToLong(i -> times.get(i) - times.get(i - 1)))
                .allSatisfy(step -> assertThat(step).isPositive());
        if (!film.container().equals("mpjpeg")) { // which has no times of its own
            assertThat(times.getLast() - times.getFirst()).isCloseTo(1_100_000L, within(2_000L));
        }
        assertThat(errors).allSatisfy(error -> assertThat(error).isLessThan(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"square-bframes.h264", "square-bframes.hevc"})
    void picturesReferringToLaterOnesComeInTheOrderTheyAreShown(String clip) {
        // Given a stream whose decoding order is not its showing order
        byte[] media = Golden.clip(clip);
        List<Integer> numbers = Projector.look(media, MovingSquare::numberOf);
        List<Double> errors = new ArrayList<>();
        int[] next = {0};
        List<Long> times = Projector.look(media, frame -> {
            errors.add(MovingSquare.distance(frame, next[0]++));
            return frame.ptsMicros();
        });

        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.range(0, PICTURES).boxed().toList());
        assertThat(errors).allSatisfy(error -> assertThat(error).isLessThan(3));
        assertThat(times).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void bPicturesInAContainerKeepPresentationAndDecodingTimesApart() {
        List<Packet> packets =
                Projector.packets(new ForeignFilm("mp4", "mpeg4", avutil.AV_PIX_FMT_YUV420P, 2).shot(PICTURES));
        List<Long> shown = packets.stream().map(Packet::ptsMicros).toList();

        assertThat(shown)
                .as("not decoded in the order they are shown")
                .isNotEqualTo(shown.stream().sorted().toList());
        assertThat(packets.stream().map(Packet::dtsMicros).toList()).isSorted();
        assertThat(packets).allSatisfy(packet -> {
            assertThat(packet.dtsMicros()).isLessThanOrEqualTo(packet.ptsMicros());
            assertThat(packet.durationMicros()).isCloseTo(100_000L, within(1_000L));
        });
        assertThat(Collections.min(shown)).isZero();
    }

    @Test
    void whatOldCodecsNeedFromTheirContainerTravelsInTheConfiguration() {
        // Given msmpeg4v3 in AVI: the picture's size stands in the container only
        byte[] media = new ForeignFilm("avi", "msmpeg4").shot(4);
        try (SourceReader source = SourceReader.open(media)) {
            SourceStream stream = source.stream(StreamKind.VIDEO).orElseThrow();
            assertThat(stream.codec()).isEqualTo("msmpeg4v3");
            assertThat(stream.width()).isEqualTo(MovingSquare.WIDTH);
            assertThat(stream.framesPerSecond()).isEqualTo(10);
            byte[] block = stream.codecConfiguration().orElseThrow();

            // When only bytes travel on: the codec's name, the block, the packets
            List<Integer> numbers = new ArrayList<>();
            try (VideoDecoder decoder = VideoDecoder.open("msmpeg4v3", java.util.Optional.of(block))) {
                Projector.packets(
                        source,
                        stream.index(),
                        packet -> Projector.see(
                                decoder.decode(packet.data(), packet.ptsMicros()), MovingSquare::numberOf, numbers));
                Projector.see(decoder.drain(), MovingSquare::numberOf, numbers);
            }

            // Then they are enough
            assertThat(numbers).containsExactly(0, 1, 2, 3);
        }
    }

    @Test
    void jpegCamerasKeepTheirFullRange() {
        List<Boolean> ranges = Projector.look(
                new ForeignFilm("avi", "mjpeg", avutil.AV_PIX_FMT_YUVJ422P, 0).shot(2), Frame::fullRange);
        assertThat(ranges).containsExactly(true, true);
    }
}
