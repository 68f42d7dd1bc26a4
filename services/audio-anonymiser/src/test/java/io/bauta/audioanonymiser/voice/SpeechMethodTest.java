/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.audioanonymiser.hearing.ScriptedNetwork;
import io.bauta.audioanonymiser.hearing.SpeechStretches;
import io.bauta.audioanonymiser.hearing.TestVoices;
import io.bauta.audioanonymiser.hearing.VoiceModel;
import io.bauta.audioanonymiser.hearing.VoiceModelMissingException;
import io.bauta.audioanonymiser.network.NetworkFailedException;
import io.bauta.audioanonymiser.spectrum.FrameClock;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import io.bauta.inference.ModelFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is speech goes; what is not stays as it is, to the bit. */
class SpeechMethodTest {
    private static final Path MOUTH = Path.of("../../models/exported/mouth");
    private static final int RATE = 16_000;
    private static final int HOP = FrameClock.of(RATE).hop();

    @ParameterizedTest
    @ValueSource(ints = {8000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000})
    void where_nobody_speaks_every_sample_comes_out_as_it_went_in(int rate) {
        short[] street = Sounds.noise(3 * rate + 123, 300, rate);

        AnonymisedSound out = inPieces(rate, street, 777, TestVoices.equipment());

        assertThat(out.samples()).isEqualTo(street);
        assertThat(out.stretches()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 16_000, 22_050, 44_100, 48_000})
    void around_speech_every_sample_comes_out_as_it_went_in_and_none_of_the_speech_does(int rate) {
        short[] sound = Sounds.noise(6 * rate, 300, 3);
        short[] vowel = Sounds.vowel(rate, 1, 500, 1500, 2500, 3500);
        for (int i = 0; i < vowel.length; i++) {
            sound[3 * rate + i] = (short) Math.clamp(sound[3 * rate + i] + vowel[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }

        AnonymisedSound out = inPieces(rate, sound, 1600, TestVoices.equipment());

        assertThat(out.length()).isEqualTo(sound.length);
        assertThat(out.stretches()).hasSize(1);
        Stretch stretch = out.stretches().getFirst();
        assertThat(stretch.from()).isLessThan(3 * rate - rate / 6).isGreaterThan(3 * rate - rate * 3 / 10);
        assertThat(stretch.to()).isGreaterThan(4 * rate + rate / 5).isLessThan(4 * rate + rate / 2);
        assertThat(Arrays.copyOf(out.samples(), stretch.from())).isEqualTo(Arrays.copyOf(sound, stretch.from()));
        assertThat(Arrays.copyOfRange(out.samples(), stretch.to(), sound.length))
                .isEqualTo(Arrays.copyOfRange(sound, stretch.to(), sound.length));
        double before = Sounds.level(Arrays.copyOfRange(sound, 3 * rate + rate / 10, 4 * rate));
        double after = Sounds.level(Arrays.copyOfRange(out.samples(), 3 * rate + rate / 10, 4 * rate));
        assertThat(after).isLessThan(before / 3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void no_frame_with_speech_is_left_out_nor_what_is_next_to_it(long seed) {
        // Given a tone, and frames here and there in which speech is heard, all of it speech
        boolean[] speaks = new boolean[400];
        Random random = new Random(seed);
        for (int frame = 0; frame < speaks.length; frame++) {
            speaks[frame] = random.nextInt(60) == 0;
        }
        short[] tone = Sounds.sine(RATE, speaks.length * HOP, 1000, 10_000);

        AnonymisedSound out = inPieces(RATE, tone, 1000, scripted(frame -> frame < 400 && speaks[frame], 1));

        boolean[] quiet = new boolean[speaks.length + 1];
        for (int frame = 0; frame < speaks.length; frame++) {
            if (speaks[frame]) {
                int from = Math.max(0, frame - SpeechStretches.BEFORE);
                Arrays.fill(quiet, from, Math.min(quiet.length, frame + SpeechStretches.AFTER), true);
            }
        }
        for (int hop = 0; hop < speaks.length; hop++) {
            short[] samples = Arrays.copyOfRange(out.samples(), hop * HOP, (hop + 1) * HOP);
            if (quiet[hop]) {
                assertThat(Sounds.level(samples)).as("hop %d", hop).isLessThan(hop == 399 ? 400 : 40);
            }
        }
        for (int hop = 0; hop < speaks.length; hop++) {
            int here = hop;
            boolean outside = out.stretches().stream()
                    .noneMatch(stretch -> stretch.from() <= here * HOP && here * HOP < stretch.to());
            if (outside) {
                assertThat(Arrays.copyOfRange(out.samples(), hop * HOP, (hop + 1) * HOP))
                        .isEqualTo(Arrays.copyOfRange(tone, hop * HOP, (hop + 1) * HOP));
            }
        }
    }

    @Test
    void speech_at_the_very_beginning_and_at_the_very_end_is_gone_too() {
        short[] tone = Sounds.sine(RATE, 20 * HOP + 100, 1000, 10_000);

        AnonymisedSound out = inPieces(RATE, tone, 100, scripted(frame -> true, 1));

        assertThat(out.length()).isEqualTo(tone.length);
        assertThat(out.stretches()).containsExactly(new Stretch(0, tone.length));
        assertThat(Sounds.level(Arrays.copyOf(out.samples(), HOP))).isLessThan(400);
        assertThat(Sounds.level(Arrays.copyOfRange(out.samples(), tone.length - HOP, tone.length)))
                .isLessThan(400);
    }

    @ParameterizedTest
    @EnumSource(names = {"MUTE_SPEECH", "GARBLE", "CONVERT"})
    void how_it_is_fed_makes_no_difference(VoiceMethod voice) {
        short[] sound = Sounds.sentence(RATE);

        short[] whole = inPieces(voice, RATE, sound, sound.length, TestVoices.equipment())
                .samples();

        for (int pieces : new int[] {1, 255, 256, 257, 1600, 5000}) {
            assertThat(inPieces(voice, RATE, sound, pieces, TestVoices.equipment())
                            .samples())
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MUTE_SPEECH", "GARBLE", "CONVERT"})
    void taken_up_anywhere_it_goes_on_with_the_same_bits(VoiceMethod voice) {
        short[] sentence = Sounds.sentence(RATE);
        // Given talk that goes on for longer than a piece, and pauses
        short[] sound = Sounds.of(
                40 * RATE, i -> sentence[i % sentence.length] / (i > 24 * RATE && i / RATE % 7 < 2 ? 60.0 : 1.0));
        AudioAnonymisation unhurt = AudioAnonymisation.of(policy(voice), RATE, TestVoices.equipment());
        List<AnonymisedSound> pieces = new ArrayList<>();
        List<TakeUp> places = new ArrayList<>();
        int given = 0;
        for (int at = 0; at < sound.length; at += 40_000) {
            AnonymisedSound piece = unhurt.anonymise(Arrays.copyOfRange(sound, at, at + 40_000));
            pieces.add(piece);
            given += piece.length();
            long needed = unhurt.neededFrom(given);
            short last = given == 0 ? 0 : AnonymisedSound.join(pieces).samples()[given - 1];
            places.add(new TakeUp(needed, given, unhurt.stretchAt(given), last));
        }
        pieces.add(unhurt.drain());
        short[] whole = AnonymisedSound.join(pieces).samples();

        for (TakeUp place : places) {
            AudioAnonymisation next = AudioAnonymisation.resuming(policy(voice), RATE, TestVoices.equipment(), place);
            short[] rest = AnonymisedSound.join(List.of(
                            next.anonymise(Arrays.copyOfRange(sound, (int) place.startIndex(), sound.length)),
                            next.drain()))
                    .samples();
            assertThat(Arrays.copyOfRange(rest, (int) (place.next() - place.startIndex()), rest.length))
                    .as("from %d", place.next())
                    .isEqualTo(Arrays.copyOfRange(whole, (int) place.next(), whole.length));
            assertThat(place.next() - place.startIndex()).isLessThan(34L * RATE);
        }
    }

    @Test
    void a_voice_that_differs_after_a_restart_is_joined_without_a_click() {
        short[] tone = Sounds.sine(RATE, 3 * RATE, 200, 8000);
        VoiceEquipment always = scripted(frame -> true, 0.5f);
        int next = 2 * RATE + 40;
        TakeUp other = new TakeUp(RATE, next, 0, (short) 9000);

        AudioAnonymisation taken = AudioAnonymisation.resuming(policy(VoiceMethod.MUTE_SPEECH), RATE, always, other);
        short[] rest =
                taken.anonymise(Arrays.copyOfRange(tone, RATE, tone.length)).samples();

        int largest = Math.abs(rest[next - RATE] - 9000);
        for (int i = next - RATE + 1; i < rest.length; i++) {
            largest = Math.max(largest, Math.abs(rest[i] - rest[i - 1]));
        }
        assertThat(largest)
                .as("steps of the tone itself are 314 at half its level")
                .isLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 16_000, 44_100, 48_000})
    void nothing_waits_longer_than_a_quarter_of_a_second(int rate) {
        AudioAnonymisation method =
                AudioAnonymisation.of(policy(VoiceMethod.MUTE_SPEECH), rate, TestVoices.equipment());
        assertThat(method.mostHeldBack()).isLessThanOrEqualTo(rate / 4);
        short[] sound = Sounds.sentence(rate);
        int given = 0;
        for (int fed = 0; fed < sound.length; fed += 100) {
            given += method.anonymise(Arrays.copyOfRange(sound, fed, fed + 100)).length();
            assertThat(fed + 100 - given).isLessThanOrEqualTo(method.mostHeldBack());
        }
    }

    @Test
    void clipped_sound_an_offset_and_silence_come_out_whole() {
        VoiceEquipment half = scripted(frame -> frame % 150 > 100 && frame < 200, 0.9f);
        short[] clipped = Sounds.of(RATE * 5, i -> Math.sin(0.05 * i) * 200_000);
        short[] offset = Sounds.of(RATE * 5, i -> 8000);
        short[] silence = new short[RATE * 5];

        assertThat(inPieces(RATE, clipped, 1600, half).length()).isEqualTo(clipped.length);
        assertThat(inPieces(RATE, silence, 1600, half).samples()).isEqualTo(silence);
        for (short sample : inPieces(RATE, offset, 1600, half).samples()) {
            assertThat((int) sample).as("no thump at the edges of a stretch").isBetween(7400, 8600);
        }
    }

    @Test
    void without_a_model_it_does_not_begin() {
        assertThatThrownBy(() -> AudioAnonymisation.of(policy(VoiceMethod.MUTE_SPEECH), RATE, VoiceEquipment.none()))
                .isInstanceOf(VoiceModelMissingException.class);
    }

    @Test
    void a_network_that_answers_what_is_no_number_has_heard_nothing() {
        try (VoiceModel broken = VoiceModel.open(ModelFile.exported(TestVoices.BROKEN))) {
            AudioAnonymisation method =
                    AudioAnonymisation.of(policy(VoiceMethod.MUTE_SPEECH), RATE, TestVoices.equipment(broken));
            method.anonymise(Sounds.noise(RATE, 100, 1));

            assertThatThrownBy(() -> method.anonymise(Sounds.sentence(RATE)))
                    .isInstanceOf(NetworkFailedException.class)
                    .hasMessageContaining("mask");
        }
    }

    @Test
    void statements_name_whoever_listens_and_for_another_voice_the_mouth_that_speaks() {
        try (AudioAnonymisation convert =
                        AudioAnonymisation.of(policy(VoiceMethod.CONVERT), RATE, TestVoices.equipment());
                AudioAnonymisation garble =
                        AudioAnonymisation.of(policy(VoiceMethod.GARBLE), RATE, TestVoices.equipment())) {
            assertThat(convert.models())
                    .containsOnlyKeys("voice", "mouth")
                    .containsEntry("mouth", ModelFile.exported(MOUTH).sha256());
            assertThat(garble.models()).containsOnlyKeys("voice");
        }
    }

    private static VoiceEquipment scripted(IntPredicate speaks, float share) {
        return TestVoices.equipment(TestVoices.of(() -> new ScriptedNetwork(speaks, share)));
    }

    private static AudioPolicy policy(VoiceMethod voice) {
        return new AudioPolicy(voice, 0.8, Duration.ofMillis(500));
    }

    private static AnonymisedSound inPieces(int rate, short[] sound, int length, VoiceEquipment equipment) {
        return inPieces(VoiceMethod.MUTE_SPEECH, rate, sound, length, equipment);
    }

    private static AnonymisedSound inPieces(
            VoiceMethod voice, int rate, short[] sound, int length, VoiceEquipment equipment) {
        try (AudioAnonymisation method = AudioAnonymisation.of(policy(voice), rate, equipment)) {
            List<AnonymisedSound> pieces = new ArrayList<>();
            for (int at = 0; at < sound.length; at += length) {
                pieces.add(method.anonymise(Arrays.copyOfRange(sound, at, Math.min(sound.length, at + length))));
            }
            pieces.add(method.drain());
            return AnonymisedSound.join(pieces);
        }
    }
}
