/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class McAdamsTest {
    private static final int RATE = 16_000;

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 16_000, 22_050, 44_100, 48_000})
    void a_coefficient_of_one_changes_nothing_at_any_rate(int rate) {
        short[] sentence = Sounds.sentence(rate);

        short[] out = whole(new McAdams(rate, 1, 0), sentence);

        assertThat(out).hasSameSizeAs(sentence);
        for (int i = 0; i < out.length; i++) {
            assertThat((int) out[i]).isCloseTo(sentence[i], within(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"16000, 0.8", "16000, 0.6", "16000, 0.9", "48000, 0.8", "8000, 0.8"})
    void the_formants_of_a_vowel_move_as_their_angle_to_the_power_of_the_coefficient(int rate, double coefficient) {
        double[] formants = {500, 1500, 2500, 3300};

        short[] out = whole(new McAdams(rate, coefficient, 0), Sounds.vowel(rate, 1, formants));

        double[] measured = resonances(out, rate);
        for (double formant : formants) {
            double angle = 2 * Math.PI * formant / RATE;
            double expected = Math.pow(angle, coefficient) * RATE / (2 * Math.PI);
            assertThat(Arrays.stream(measured)
                            .map(found -> Math.abs(found - expected))
                            .min()
                            .orElseThrow())
                    .as("%.0f Hz should move to %.0f, found %s", formant, expected, Arrays.toString(measured))
                    .isLessThan(Math.max(40, expected * 0.06));
        }
    }

    @Test
    void the_pieces_in_which_sound_is_fed_do_not_matter() {
        short[] sentence = Sounds.sentence(RATE);
        short[] atOnce = whole(new McAdams(RATE, 0.8, 0), sentence);
        Random random = new Random(11);
        for (int most : new int[] {1, 7, 159, 160, 161, 320, 1000, 5000}) {
            McAdams method = new McAdams(RATE, 0.8, 0);
            List<AnonymisedSound> pieces = new ArrayList<>();
            for (int at = 0; at < sentence.length; ) {
                int length = Math.min(sentence.length - at, most == 1 ? 1 : random.nextInt(most + 1));
                pieces.add(method.anonymise(Arrays.copyOfRange(sentence, at, at + length)));
                at += length;
                int given = pieces.stream().mapToInt(AnonymisedSound::length).sum();
                assertThat(at - given).isBetween(0, method.mostHeldBack());
            }
            pieces.add(method.drain());

            assertThat(AnonymisedSound.join(pieces).samples())
                    .as("pieces up to %d", most)
                    .isEqualTo(atOnce);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 159, 160, 161, 320, 8_000, 8_001, 15_999, 31_990})
    void a_run_taken_up_in_its_middle_goes_on_bit_for_bit(int index) {
        short[] sentence = Sounds.sentence(RATE);
        short[] atOnce = whole(new McAdams(RATE, 0.8, 0), sentence);
        for (int earlier : new int[] {0, 1, 77, 400}) {
            int needed = (int) new McAdams(RATE, 0.8, 0).neededFrom(index);
            int from = Math.max(0, needed - earlier);

            McAdams resumed = new McAdams(RATE, 0.8, from);
            short[] out = whole(resumed, Arrays.copyOfRange(sentence, from, sentence.length));

            assertThat(out).hasSize(sentence.length - from);
            assertThat(Arrays.copyOfRange(out, index - from, out.length))
                    .isEqualTo(Arrays.copyOfRange(atOnce, index, atOnce.length));
        }
    }

    @Test
    void silence_stays_silence() {
        assertThat(whole(new McAdams(RATE, 0.8, 0), new short[4321])).isEqualTo(new short[4321]);
    }

    @Test
    void no_sound_at_all_is_no_error() {
        McAdams method = new McAdams(RATE, 0.8, 0);
        assertThat(method.anonymise(new short[0]).length()).isZero();
        assertThat(method.drain().length()).isZero();
        assertThat(whole(method, new short[] {5})).hasSize(1);
    }

    @Test
    void the_level_is_kept() {
        for (short[] sound : List.of(
                Sounds.vowel(RATE, 1, 500, 1500, 2500, 3500),
                Sounds.noise(RATE, 2000, 3),
                Sounds.sine(RATE, RATE, 440, 10_000))) {
            double change =
                    20 * Math.log10(Sounds.level(whole(new McAdams(RATE, 0.8, 0), sound)) / Sounds.level(sound));
            assertThat(change).isBetween(-3.0, 3.0);
        }
    }

    @Test
    void hard_sounds_stay_bounded_and_leave_no_trace_behind() {
        short[] constant = Sounds.of(RATE, i -> 12_000);
        short[] square = Sounds.of(RATE, i -> i / 40 % 2 == 0 ? 32_767 : -32_768);
        short[] impulse = Sounds.of(RATE, i -> i == 5000 ? 32_767 : 0);
        short[] nyquist = Sounds.of(RATE, i -> i % 2 == 0 ? 30_000 : -30_000);
        short[] faint = Sounds.of(RATE, i -> i % 3 == 0 ? 1 : 0);
        short[] noise = Sounds.noise(RATE, 30_000, 5);
        for (short[] hard : List.of(constant, square, impulse, nyquist, faint, noise)) {
            short[] then = Arrays.copyOf(hard, 2 * RATE);
            McAdams method = new McAdams(RATE, 0.8, 0);
            AnonymisedSound out = AnonymisedSound.join(List.of(method.anonymise(then), method.drain()));

            assertThat(out.silencedFrames()).isZero();
            assertThat(Sounds.level(Arrays.copyOf(out.samples(), RATE)))
                    .isBetween(Sounds.level(hard) * 0.3, Sounds.level(hard) * 1.5 + 1);
            short[] after = Arrays.copyOfRange(out.samples(), RATE + 320, 2 * RATE);
            assertThat(after).isEqualTo(new short[after.length]);
        }
    }

    @Test
    void there_is_no_click_where_frames_meet() {
        // A click is a jump that neither side of it has: measured against the steepest step of the sine itself.
        short[] out = whole(new McAdams(RATE, 0.8, 0), Sounds.sine(RATE, RATE, 300, 8_000));
        double steepest = 8_000 * 2 * Math.PI * 300 / RATE;
        for (int i = 400; i < out.length - 400; i++) {
            assertThat(Math.abs(out[i] - out[i - 1])).isLessThan((int) (steepest * 2.5));
        }
    }

    private static short[] whole(McAdams method, short[] samples) {
        return AnonymisedSound.join(List.of(method.anonymise(samples), method.drain()))
                .samples();
    }

    /** Resonant frequencies in hertz of the whole of a sound, sharp ones only. */
    private static double[] resonances(short[] sound, int rate) {
        double[] windowed = new double[sound.length];
        for (int i = 0; i < sound.length; i++) {
            windowed[i] = sound[i] * Math.pow(Math.sin(Math.PI * i / sound.length), 2);
        }
        int order = Math.min(4 + rate / 1000, 52);
        PolynomialRoots roots = new PolynomialRoots(order);
        assertThat(roots.find(new LinearPrediction(order).of(windowed))).isTrue();
        List<Double> found = new ArrayList<>();
        for (int i = 0; i < order; i++) {
            if (roots.imaginary(i) > 1e-6
                    && Math.hypot(roots.real(i), roots.imaginary(i)) > Math.exp(-Math.PI * 400 / rate)) {
                found.add(Math.atan2(roots.imaginary(i), roots.real(i)) * rate / (2 * Math.PI));
            }
        }
        return found.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
