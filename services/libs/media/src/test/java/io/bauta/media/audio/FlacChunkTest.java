/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.media.MediaException;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.studio.ForeignSound;
import io.bauta.media.studio.Tone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FLAC chunks keep every bit, alone and in a row, and say so when they cannot. */
class FlacChunkTest {
    private static final int RATE = 16_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 800, 8_000, 65_534, 65_535, 65_536, 65_537, 200_000})
    void aChunkOfAnyLengthKeepsEveryBit(int length) {
        for (short[] sound :
                List.of(noise(length, 1), Tone.sine(440, RATE, length), new short[length], extremes(length))) {
            PcmBlock decoded = FlacDecoder.decode(FlacEncoder.open(RATE).encode(sound));
            assertThat(decoded.samples()).isEqualTo(sound);
            assertThat(decoded.sampleRate()).isEqualTo(RATE);
            assertThat(decoded.ptsMicros()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 65_535, 65_537, 96_000, 192_000, 655_350})
    void anyRateOfTheFormatIsKept(int rate) {
        short[] sound = noise(500, rate);
        PcmBlock decoded = FlacDecoder.decode(FlacEncoder.open(rate).encode(sound));
        assertThat(decoded.samples()).isEqualTo(sound);
        assertThat(decoded.sampleRate()).isEqualTo(rate);
    }

    /** Sound of a drawn street, of which one frame in one piece would hold what looks like the header of another. */
    @ParameterizedTest
    @CsvSource({"false-end, 76304000", "false-middle, 327088000"})
    void whatLooksLikeTheBeginningOfAFrameWithinOneCutsNoChunk(String name, long firstSample) throws IOException {
        byte[] stored =
                getClass().getResource("/flac/" + name + ".s16").openStream().readAllBytes();
        short[] sound = new short[stored.length / Short.BYTES];
        ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(sound);

        PcmBlock decoded = FlacDecoder.decode(FlacEncoder.open(RATE).encode(sound, firstSample));

        assertThat(decoded.samples()).isEqualTo(sound);
    }

    /** The first samples of a block are written as they are. */
    @Test
    void samplesThatThemselvesLookLikeTheBeginningOfAFrameCutNoChunk() {
        byte[] head = {(byte) 0xFF, (byte) 0xF8, 0x65, 0x08, 0x05, 0x7F};
        byte[] checked = Arrays.copyOf(head, 8);
        checked[6] = (byte) FlacChecksum.crc8(head);
        short[] sound = Tone.sine(440, RATE, 8_000);
        ByteBuffer.wrap(checked).asShortBuffer().get(sound, 0, 4);

        byte[] chunk = FlacEncoder.open(RATE).encode(sound, 0);

        assertThat(FlacDecoder.decode(chunk).samples()).isEqualTo(sound);
        assertThat(HexFormat.of().formatHex(chunk))
                .doesNotContain(HexFormat.of().formatHex(Arrays.copyOf(checked, 7)));
    }

    @Test
    void chunksInARowAreTheWholeToTheBit() {
        // Given chunks of half a second, and some of other lengths
        FlacEncoder encoder = FlacEncoder.open(RATE);
        short[] whole = noise(RATE * 30, 3);
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        int[] lengths = {8_000, 8_000, 1, 15, 70_000, 8_000, 12_345};
        int at = 0;
        for (int i = 0; at < whole.length; i++) {
            int length = Math.min(lengths[i % lengths.length], whole.length - at);
            row.writeBytes(encoder.encode(Arrays.copyOfRange(whole, at, at + length)));
            at += length;
        }
        // When they are written one after the other, then they are one stream
        assertThat(FlacDecoder.decode(row.toByteArray()).samples()).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                127,
                128,
                2_047,
                2_048,
                65_535,
                65_536,
                2_097_151,
                2_097_152,
                67_108_864,
                2_147_483_648L,
                2_147_483_648L - 12_000,
                4_294_967_295L,
                68_719_476_736L * 3
            })
    void aRowMayBeginAnywhereInTheMicrophonesLife(long first) {
        FlacEncoder encoder = FlacEncoder.open(RATE);
        short[] whole = noise(24_000, 4);
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        for (int at = 0; at < whole.length; at += 8_000) {
            row.writeBytes(encoder.encode(Arrays.copyOfRange(whole, at, at + 8_000), first + at));
        }
        assertThat(FlacDecoder.decode(row.toByteArray()).samples()).isEqualTo(whole);
    }

    @Test
    void silenceAndSpeechLikeSoundBecomeSmaller() {
        FlacEncoder encoder = FlacEncoder.open(RATE);
        assertThat(encoder.encode(new short[8_000]).length).isLessThan(100);
        assertThat(encoder.encode(Tone.sine(300, RATE, 8_000)).length).isLessThan(10_000);
        assertThat(encoder.encode(noise(8_000, 5)).length)
                .as("noise does not grow much")
                .isLessThan(16_200);
    }

    @Test
    void theSameSoundGivesTheSameBytes() {
        byte[] once = FlacEncoder.open(RATE).encode(noise(8_000, 6));
        byte[] again = FlacEncoder.open(RATE).encode(noise(8_000, 6));
        assertThat(again).isEqualTo(once);
        assertThat(HexFormat.of().formatHex(once, 0, 8)).as("fLaC, STREAMINFO").isEqualTo("664c614300000022");
    }

    @Test
    void everyFlippedBitIsNoticedOrHarmless() {
        // Given a row of two chunks
        FlacEncoder encoder = FlacEncoder.open(RATE);
        short[] whole = noise(3_000, 7);
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        row.writeBytes(encoder.encode(Arrays.copyOf(whole, 1_500)));
        row.writeBytes(encoder.encode(Arrays.copyOfRange(whole, 1_500, 3_000)));
        byte[] sound = row.toByteArray();
        int refused = 0;
        // When one bit in every third byte turns
        for (int at = 0; at < sound.length; at += 3) {
            byte[] damaged = sound.clone();
            damaged[at] ^= (byte) (1 << (at % 8));
            // Then what comes out is what went in, or nothing
            try {
                assertThat(FlacDecoder.decode(damaged).samples())
                        .as("bit of byte %d", at)
                        .isEqualTo(whole);
            } catch (MediaException e) {
                refused++;
                assertThat(e.getMessage()).hasSizeLessThan(160);
            }
        }
        assertThat(refused).isGreaterThan(sound.length / 4);
    }

    @ParameterizedTest
    @CsvSource({"5000", "150000"})
    void aChunkCutAnywhereIsRefused(int samples) {
        byte[] sound = FlacEncoder.open(RATE).encode(noise(samples, 8));
        for (int length = 0; length < sound.length; length += Math.max(1, sound.length / 150)) {
            byte[] cut = Arrays.copyOf(sound, length);
            assertThatThrownBy(() -> FlacDecoder.decode(cut))
                    .as("%d of %d bytes", length, sound.length)
                    .isInstanceOf(MediaException.class);
        }
    }

    @Test
    void aChunkLostFromTheMiddleOfARowIsNoDamage() {
        FlacEncoder encoder = FlacEncoder.open(RATE);
        short[] whole = noise(24_000, 9);
        byte[] first = encoder.encode(Arrays.copyOf(whole, 8_000));
        encoder.encode(Arrays.copyOfRange(whole, 8_000, 16_000));
        byte[] third = encoder.encode(Arrays.copyOfRange(whole, 16_000, 24_000));
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        row.writeBytes(first);
        row.writeBytes(third);
        short[] decoded = FlacDecoder.decode(row.toByteArray()).samples();
        assertThat(Arrays.copyOf(decoded, 8_000)).isEqualTo(Arrays.copyOf(whole, 8_000));
        assertThat(Arrays.copyOfRange(decoded, 8_000, 16_000)).isEqualTo(Arrays.copyOfRange(whole, 16_000, 24_000));
    }

    @Test
    void whatIsNoSoundIsRefused() {
        for (byte[] nothing : List.of(
                new byte[0],
                new byte[1],
                new byte[100_000],
                "fLaC".getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
            assertThatThrownBy(() -> FlacDecoder.decode(nothing)).isInstanceOf(MediaException.class);
        }
    }

    @Test
    void foreignFlacIsReadToo() {
        short[] sound = noise(20_000, 10);
        byte[] foreign = new ForeignSound("flac", "flac", avutil.AV_SAMPLE_FMT_S16, RATE, 1).recorded(sound);
        assertThat(FlacDecoder.decode(foreign).samples()).isEqualTo(sound);
        assertThatThrownBy(() -> FlacDecoder.decode(Arrays.copyOf(foreign, foreign.length * 2 / 3)))
                .isInstanceOf(MediaException.class);
    }

    @Test
    void nonsenseIsRefusedBeforeAnythingIsAllocated() {
        assertThatIllegalArgumentException().isThrownBy(() -> FlacEncoder.open(0));
        assertThatIllegalArgumentException().isThrownBy(() -> FlacEncoder.open(655_351));
        FlacEncoder encoder = FlacEncoder.open(RATE);
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(new short[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(new short[5], -1));
    }

    @Test
    void aClosedEncoderBeginsAnew() {
        short[] sound = noise(100, 11);
        FlacEncoder encoder = FlacEncoder.open(RATE);
        byte[] first = encoder.encode(sound);
        assertThat(encoder.encode(sound)).isNotEqualTo(first);
        encoder.close();
        assertThat(encoder.encode(sound)).isEqualTo(first);
    }

    @Test
    void aChunkSaysHowLongItIs() {
        byte[] chunk = FlacEncoder.open(RATE).encode(noise(12_000, 12));
        try (SourceReader source = SourceReader.open(chunk)) {
            assertThat(source.durationMicros()).hasValue(750_000);
            assertThat(source.streams().getFirst().toString()).isEqualTo("audio flac 16000 Hz, 1 channels");
        }
    }

    private static short[] noise(int length, long seed) {
        Random random = new Random(seed);
        short[] sound = new short[length];
        for (int i = 0; i < length; i++) {
            sound[i] = (short) Math.clamp(Math.round(random.nextGaussian() * 6_000), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return sound;
    }

    private static short[] extremes(int length) {
        short[] sound = new short[length];
        IntStream.range(0, length).forEach(i -> sound[i] = i % 2 == 0 ? Short.MIN_VALUE : Short.MAX_VALUE);
        return sound;
    }
}
