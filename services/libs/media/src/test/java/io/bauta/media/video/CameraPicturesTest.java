/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.media.studio.MovingSquare;
import io.bauta.media.video.CameraPictures.Sent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures as a camera encoded them, and nothing else that it sent along. */
class CameraPicturesTest {
    private static final int SEI = 6;
    private static final String PLACE = "45.4333N 12.3378E";

    private final List<EncodedPacket> encoded = new ArrayList<>();
    private byte[] parameters;

    CameraPicturesTest() {
        try (VideoEncoder encoder = VideoEncoder.open(new VideoSettings(64, 48, 10, 2_000_000))) {
            for (int i = 0; i < 5; i++) {
                try (Frame frame = MovingSquare.frame(i)) {
                    encoded.addAll(encoder.encode(frame, i == 0));
                }
            }
            parameters = encoder.codecConfiguration();
        }
    }

    @Test
    void areTakenAsTheyAreWithTheParametersBesideThem() {
        CameraPictures pictures =
                CameraPictures.of("h264", Optional.of(parameters), sent()).orElseThrow();

        assertThat(pictures.codecConfiguration()).isEqualTo(parameters);
        assertThat(pictures.packets()).hasSize(5);
        assertThat(pictures.packets().getFirst().keyframe()).isTrue();
        byte[] chunk = new FragmentedMp4Writer(new VideoSettings(64, 48, 10, 2_000_000), pictures.codecConfiguration())
                .write(pictures.packets(), 1, 1_000_000);
        assertThat(chunk).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {SEI, 9, 12, 24, 31})
    void whatIsSentAlongWithThemStaysBehind(int type) {
        List<Sent> units = sent();
        units.replaceAll(unit -> new Sent(unit.ptsMicros(), joined(unit(type, PLACE.getBytes(US_ASCII)), unit.data())));

        CameraPictures pictures =
                CameraPictures.of("h264", Optional.of(parameters), units).orElseThrow();

        assertThat(pictures.packets()).noneMatch(packet -> new String(packet.data(), US_ASCII).contains(PLACE));
        assertThat(texts(pictures))
                .isEqualTo(texts(CameraPictures.of("h264", Optional.of(parameters), sent())
                        .orElseThrow()));
    }

    @Test
    void parametersInTheStreamAreTakenFromIt() {
        List<Sent> units = sent();
        units.set(
                0,
                new Sent(
                        units.getFirst().ptsMicros(),
                        joined(parameters, units.getFirst().data())));

        assertThat(CameraPictures.of("h264", Optional.empty(), units)
                        .orElseThrow()
                        .codecConfiguration())
                .isEqualTo(parameters);
    }

    @Test
    void packetsOfAnMp4FileBecomeTheSame() {
        List<Sent> packets = sent().stream()
                .map(unit -> new Sent(unit.ptsMicros(), withLengths(unit.data())))
                .toList();

        CameraPictures ofFile =
                CameraPictures.of("h264", Optional.of(box(parameters)), packets).orElseThrow();
        CameraPictures ofStream =
                CameraPictures.of("h264", Optional.of(parameters), sent()).orElseThrow();

        assertThat(ofFile.codecConfiguration()).isEqualTo(ofStream.codecConfiguration());
        assertThat(texts(ofFile)).isEqualTo(texts(ofStream));
    }

    @Test
    void whatCannotGoOutAsItIsIsNothing() {
        List<Sent> reordered = new ArrayList<>(sent());
        reordered.add(reordered.remove(1));
        List<Sent> otherParameters = sent();
        otherParameters.set(
                2,
                new Sent(
                        otherParameters.get(2).ptsMicros(),
                        joined(
                                unit(7, new byte[] {66, 1, 2}),
                                otherParameters.get(2).data())));
        List<Sent> empty = sent();
        empty.set(3, new Sent(empty.get(3).ptsMicros(), new byte[0]));
        List<Sent> twoInOne = sent();
        twoInOne.set(
                2,
                new Sent(
                        twoInOne.get(2).ptsMicros(),
                        joined(twoInOne.get(2).data(), twoInOne.get(3).data())));
        byte[] tenBits = parameters.clone();
        tenBits[5] = 110;

        assertThat(CameraPictures.of("hevc", Optional.of(parameters), sent())).isEmpty();
        assertThat(CameraPictures.of("h264", Optional.empty(), sent()))
                .as("no parameters")
                .isEmpty();
        assertThat(CameraPictures.of("h264", Optional.of(tenBits), sent()))
                .as("high 10 profile")
                .isEmpty();
        assertThat(CameraPictures.of("h264", Optional.of(parameters), sent().subList(1, 5)))
                .as("no keyframe")
                .isEmpty();
        assertThat(CameraPictures.of("h264", Optional.of(parameters), reordered))
                .as("reordered")
                .isEmpty();
        assertThat(CameraPictures.of("h264", Optional.of(parameters), otherParameters))
                .as("parameters change")
                .isEmpty();
        assertThat(CameraPictures.of("h264", Optional.of(parameters), empty))
                .as("a unit without picture")
                .isEmpty();
        assertThat(CameraPictures.of("h264", Optional.of(parameters), List.of()))
                .isEmpty();
    }

    @Test
    void areShownAtOtherTimesOneForEach() {
        CameraPictures pictures =
                CameraPictures.of("h264", Optional.of(parameters), sent()).orElseThrow();

        assertThat(pictures.shownAt(List.of(0L, 1L, 2L, 3L, 9L)).packets())
                .extracting(EncodedPacket::ptsMicros)
                .containsExactly(0L, 1L, 2L, 3L, 9L);
        assertThatThrownBy(() -> pictures.shownAt(List.of(0L))).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> texts(CameraPictures pictures) {
        return pictures.packets().stream()
                .map(packet -> packet.keyframe() + Arrays.toString(packet.data()))
                .toList();
    }

    private List<Sent> sent() {
        return new ArrayList<>(encoded.stream()
                .map(packet -> new Sent(packet.ptsMicros(), packet.data()))
                .toList());
    }

    private static byte[] unit(int type, byte[] content) {
        return joined(new byte[] {0, 0, 0, 1, (byte) type}, content);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static byte[] withLengths(byte[] stream) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        for (NalUnits.Unit unit : NalUnits.ofStream(stream)) {
            packet.writeBytes(ByteBuffer.allocate(4).putInt(unit.length()).array());
            packet.write(unit.data(), unit.begin(), unit.length());
        }
        return packet.toByteArray();
    }

    /** "avcC" of ISO/IEC 14496-15 with one set of each kind and lengths of four bytes. */
    private static byte[] box(byte[] stream) {
        List<NalUnits.Unit> sets = NalUnits.ofStream(stream);
        ByteArrayOutputStream box = new ByteArrayOutputStream();
        box.writeBytes(new byte[] {1, 66, 0, 30, (byte) 0xff});
        for (NalUnits.Unit set : sets) {
            box.write(set.type() == NalUnits.SPS ? 0xe1 : 1);
            box.writeBytes(ByteBuffer.allocate(2).putShort((short) set.length()).array());
            box.write(set.data(), set.begin(), set.length());
        }
        return box.toByteArray();
    }
}
