/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bauta.media.MediaException;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import io.bauta.media.studio.ForeignSound;
import io.bauta.media.studio.Projector;
import io.bauta.media.studio.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sound of every codec a microphone or file may bring, as 16-bit mono at the wanted rate. */
class PcmDecoderTest {
    private static final int RATE = 16_000;

    static Stream<ForeignSound> sounds() {
        return Stream.of(
                new ForeignSound("wav", "pcm_s16le", avutil.AV_SAMPLE_FMT_S16, 16_000, 1),
                new ForeignSound("wav", "pcm_s16le", avutil.AV_SAMPLE_FMT_S16, 44_100, 2),
                new ForeignSound("wav", "pcm_mulaw", avutil.AV_SAMPLE_FMT_S16, 8_000, 1),
                new ForeignSound("wav", "pcm_alaw", avutil.AV_SAMPLE_FMT_S16, 8_000, 1),
                new ForeignSound("wav", "adpcm_ima_wav", avutil.AV_SAMPLE_FMT_S16P, 22_050, 1),
                new ForeignSound("wav", "pcm_f32le", avutil.AV_SAMPLE_FMT_FLT, 48_000, 6),
                new ForeignSound("mp4", "aac", avutil.AV_SAMPLE_FMT_FLTP, 48_000, 2),
                new ForeignSound("adts", "aac", avutil.AV_SAMPLE_FMT_FLTP, 44_100, 1),
                new ForeignSound("matroska", "aac", avutil.AV_SAMPLE_FMT_FLTP, 48_000, 1),
                new ForeignSound("mp3", "libmp3lame", avutil.AV_SAMPLE_FMT_S16P, 44_100, 1),
                new ForeignSound("ogg", "libopus", avutil.AV_SAMPLE_FMT_S16, 48_000, 1),
                new ForeignSound("matroska", "libopus", avutil.AV_SAMPLE_FMT_S16, 48_000, 2),
                new ForeignSound("flac", "flac", avutil.AV_SAMPLE_FMT_S16, 16_000, 2),
                new ForeignSound("matroska", "flac", avutil.AV_SAMPLE_FMT_S16, 48_000, 1));
    }

    @ParameterizedTest
    @MethodSource("sounds")
    void aForeignToneIsHeardInPitchInLevelAndInLength(ForeignSound device) {
        // Given two seconds of 440 Hz at half of full scale
        byte[] media = device.recorded(Tone.sine(440, device.sampleRate(), 2 * device.sampleRate()));

        // When it is decoded to mono at 16 kHz
        List<PcmBlock> blocks = decoded(media, RATE);
        short[] sound = Tone.joined(blocks);

        // Then it is the same tone, from the beginning to the end
        assertThat(sound.length / (double) RATE).isCloseTo(2.0, within(0.06));
        assertThat(Tone.purity(sound, 3_200, 28_800, 440, RATE)).isGreaterThan(0.98);
        assertThat(Tone.level(sound, 3_200, 28_800)).isCloseTo(11_585, within(1_200.0));
        assertFollowing(blocks, RATE);
    }

    @ParameterizedTest
    @MethodSource("sounds")
    void aClickIsHeardWhereItWasMade(ForeignSound device) {
        // Given a click at one second
        byte[] media = device.recorded(Tone.click(device.sampleRate(), 2 * device.sampleRate(), device.sampleRate()));
        short[] sound = Tone.joined(decoded(media, RATE));
        // ADTS alone says nothing of the encoder's delay of 1024 samples
        double delay = device.container().equals("adts") ? 1024.0 / device.sampleRate() : 0;
        assertThat(Tone.onset(sound) / (double) RATE).isCloseTo(1.0 + delay, within(0.008));
    }

    @Test
    void losslessSoundAtItsOwnRateIsUntouched() {
        short[] sound = Tone.sine(1000, RATE, 10_000);
        for (String[] kind : new String[][] {{"wav", "pcm_s16le"}, {"flac", "flac"}, {"matroska", "flac"}}) {
            byte[] media = new ForeignSound(kind[0], kind[1], avutil.AV_SAMPLE_FMT_S16, RATE, 1).recorded(sound);
            assertThat(Tone.joined(decoded(media, RATE))).isEqualTo(sound);
        }
    }

    @Test
    void aGapInTheSourceIsAGapInTheTimes() {
        // Given a recording from whose middle half a second is lost
        byte[] media = new ForeignSound("matroska", "pcm_s16le", avutil.AV_SAMPLE_FMT_S16, RATE, 1)
                .recorded(Tone.sine(440, RATE, 2 * RATE));
        try (SourceReader source = SourceReader.open(media);
                PcmDecoder decoder = PcmDecoder.open(source.streams().getFirst(), RATE)) {
            List<PcmBlock> blocks = new ArrayList<>();
            Projector.packets(source, 0, packet -> {
                if (packet.ptsMicros() < 750_000 || packet.ptsMicros() >= 1_250_000) {
                    blocks.addAll(decoder.decode(packet));
                }
            });
            blocks.addAll(decoder.drain());

            // Then the blocks before and after keep their own times, and nothing is invented in between
            assertThat(Tone.joined(blocks)).hasSize(3 * RATE / 2);
            PcmBlock after = blocks.stream()
                    .filter(block -> block.ptsMicros() >= 1_200_000)
                    .findFirst()
                    .orElseThrow();
            assertThat(after.ptsMicros()).isEqualTo(1_250_000);
            assertThat(decoder.damaged()).isZero();
        }
    }

    @Test
    void jitterOfThePacketsTimesIsSmoothed() {
        byte[] media = new ForeignSound("wav", "pcm_s16le", avutil.AV_SAMPLE_FMT_S16, RATE, 1)
                .recorded(Tone.sine(440, RATE, 2 * RATE));
        Random random = new Random(1);
        try (SourceReader source = SourceReader.open(media);
                PcmDecoder decoder = PcmDecoder.open(source.streams().getFirst(), RATE)) {
            List<PcmBlock> blocks = new ArrayList<>();
            Projector.packets(
                    source,
                    0,
                    packet -> blocks.addAll(
                            decoder.decode(at(packet, packet.ptsMicros() + random.nextLong(-4_000, 4_000)))));
            blocks.addAll(decoder.drain());
            assertFollowing(blocks, RATE);
        }
    }

    @Test
    void soundThatChangesItsChannelsAndRateInMidStreamGoesOn() {
        // Given a camera whose AAC (ADTS, self-describing) is switched from 48 kHz stereo to 16 kHz mono
        List<Packet> stereo = packets(new ForeignSound("adts", "aac", avutil.AV_SAMPLE_FMT_FLTP, 48_000, 2));
        ForeignSound device = new ForeignSound("adts", "aac", avutil.AV_SAMPLE_FMT_FLTP, 16_000, 1);
        List<Packet> mono = packets(device);
        SourceStream stream = new SourceStream(0, StreamKind.AUDIO, "aac", Optional.empty(), 0, 0, 0, 48_000, 2);
        try (PcmDecoder decoder = PcmDecoder.open(stream, RATE)) {
            List<PcmBlock> blocks = new ArrayList<>();
            stereo.forEach(packet -> blocks.addAll(decoder.decode(packet)));
            int before = Tone.joined(blocks).length;
            mono.forEach(packet -> blocks.addAll(decoder.decode(at(packet, packet.ptsMicros() + 1_000_000))));
            blocks.addAll(decoder.drain());

            // Then both are heard, in pitch and at their times
            short[] sound = Tone.joined(blocks);
            assertThat(sound.length).isCloseTo(2 * RATE, within(5_000));
            assertThat(Tone.purity(sound, 2_000, 12_000, 440, RATE)).isGreaterThan(0.98);
            assertThat(Tone.purity(sound, before + 4_000, before + 12_000, 440, RATE))
                    .isGreaterThan(0.98);
        }
    }

    @Test
    void damagedPacketsAreSkippedAndCountedAndTheirGapShows() {
        for (ForeignSound device : List.of(
                new ForeignSound("mp4", "aac", avutil.AV_SAMPLE_FMT_FLTP, 48_000, 1),
                new ForeignSound("flac", "flac", avutil.AV_SAMPLE_FMT_S16, 16_000, 1))) {
            byte[] media = device.recorded(Tone.sine(440, device.sampleRate(), 2 * device.sampleRate()));
            try (SourceReader source = SourceReader.open(media);
                    PcmDecoder decoder = PcmDecoder.open(source.streams().getFirst(), RATE)) {
                List<PcmBlock> blocks = new ArrayList<>();
                int[] number = {0};
                Projector.packets(
                        source,
                        0,
                        packet ->
                                blocks.addAll(decoder.decode(number[0]++ == 3 ? filled(packet, (byte) 0xFF) : packet)));
                blocks.addAll(decoder.drain());
                assertThat(decoder.damaged()).as(device.toString()).isPositive();
                long end = blocks.getLast().ptsMicros() + blocks.getLast().durationMicros();
                assertThat(end).as("the end is where it was").isBetween(1_900_000L, 2_100_000L);
            }
        }
    }

    @Test
    void randomDamageNeverBreaksTheDecoder() {
        Random random = new Random(77);
        for (ForeignSound device : sounds().toList()) {
            byte[] media = device.recorded(Tone.sine(440, device.sampleRate(), device.sampleRate() / 2));
            try (SourceReader source = SourceReader.open(media);
                    PcmDecoder decoder = PcmDecoder.open(source.streams().getFirst(), RATE)) {
                Projector.packets(source, 0, packet -> {
                    for (int round = 0; round < 5; round++) {
                        byte[] data = packet.data().clone();
                        data[random.nextInt(data.length)] ^= (byte) (1 << random.nextInt(8));
                        decodeOrRefuse(decoder, with(packet, data, random.nextInt(), random.nextInt()));
                    }
                });
                decoder.drain();
            }
        }
    }

    @Test
    void emptyPacketsAreIgnored() {
        byte[] media = new ForeignSound("wav", "pcm_s16le", avutil.AV_SAMPLE_FMT_S16, RATE, 1).recorded(new short[100]);
        try (SourceReader source = SourceReader.open(media);
                PcmDecoder decoder = PcmDecoder.open(source.streams().getFirst(), RATE)) {
            Packet packet = source.next().orElseThrow();
            assertThat(decoder.decode(with(packet, new byte[0], 0, 0))).isEmpty();
            assertThat(decoder.damaged()).isZero();
            assertThat(decoder.drain()).isEmpty();
            assertThat(decoder.drain()).isEmpty();
        }
    }

    @Test
    void whatIsNoSoundIsRefused() {
        for (SourceStream stream : List.of(
                new SourceStream(0, StreamKind.AUDIO, "h264", Optional.empty(), 0, 0, 0, RATE, 1),
                new SourceStream(0, StreamKind.VIDEO, "aac", Optional.empty(), 0, 0, 0, RATE, 1),
                new SourceStream(0, StreamKind.AUDIO, "nonsense", Optional.empty(), 0, 0, 0, RATE, 1))) {
            assertThatThrownBy(() -> PcmDecoder.open(stream, RATE))
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining(stream.codec());
        }
    }

    @Test
    void aClosedDecoderSaysSoInsteadOfEndingTheProcess() {
        SourceStream stream = new SourceStream(0, StreamKind.AUDIO, "aac", Optional.empty(), 0, 0, 0, RATE, 1);
        PcmDecoder decoder = PcmDecoder.open(stream, RATE);
        decoder.close();
        decoder.close();
        assertThatThrownBy(decoder::drain).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void blocksMaskTheirSamples() {
        PcmBlock block = new PcmBlock(3, RATE, new short[] {12_345, 6});
        assertThat(block).hasToString("PcmBlock[pts 3, 16000 Hz, 2 samples masked]");
        assertThat(new PcmBlock(0, RATE, new short[RATE]).durationMicros()).isEqualTo(1_000_000);
        assertThatThrownBy(() -> new PcmBlock(0, 0, new short[1])).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Packet> packets(ForeignSound device) {
        return Projector.packets(device.recorded(Tone.sine(440, device.sampleRate(), device.sampleRate())));
    }

    private static void decodeOrRefuse(PcmDecoder decoder, Packet packet) {
        try {
            decoder.decode(packet);
        } catch (MediaException e) {
            assertThat(e.getMessage()).hasSizeLessThan(160);
        }
    }

    private static List<PcmBlock> decoded(byte[] media, int rate) {
        List<PcmBlock> blocks = new ArrayList<>();
        try (SourceReader source = SourceReader.open(media)) {
            SourceStream stream = source.stream(StreamKind.AUDIO).orElseThrow();
            try (PcmDecoder decoder = PcmDecoder.open(stream, rate)) {
                Projector.packets(source, stream.index(), packet -> blocks.addAll(decoder.decode(packet)));
                blocks.addAll(decoder.drain());
                assertThat(decoder.damaged()).isZero();
            }
        }
        return blocks;
    }

    private static void assertFollowing(List<PcmBlock> blocks, int rate) {
        long start = blocks.getFirst().ptsMicros();
        long samples = 0;
        for (PcmBlock block : blocks) {
            assertThat(block.ptsMicros()).isCloseTo(start + samples * 1_000_000 / rate, within(2L));
            assertThat(block.sampleRate()).isEqualTo(rate);
            samples += block.samples().length;
        }
    }

    private static Packet at(Packet packet, long ptsMicros) {
        return new Packet(
                packet.stream(),
                packet.kind(),
                ptsMicros,
                ptsMicros,
                packet.durationMicros(),
                packet.keyframe(),
                packet.trimStart(),
                packet.trimEnd(),
                packet.codecConfiguration(),
                packet.data());
    }

    private static Packet filled(Packet packet, byte value) {
        byte[] data = new byte[packet.data().length];
        java.util.Arrays.fill(data, value);
        return with(packet, data, packet.trimStart(), packet.trimEnd());
    }

    private static Packet with(Packet packet, byte[] data, int trimStart, int trimEnd) {
        return new Packet(
                packet.stream(),
                packet.kind(),
                packet.ptsMicros(),
                packet.dtsMicros(),
                packet.durationMicros(),
                packet.keyframe(),
                trimStart,
                trimEnd,
                packet.codecConfiguration(),
                data);
    }
}
