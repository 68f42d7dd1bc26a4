/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bauta.audioanonymiser.voice.AnonymisedSound;
import io.bauta.audioanonymiser.voice.AudioAnonymisation;
import io.bauta.audioanonymiser.voice.Sounds;
import io.bauta.audioanonymiser.voice.VoiceEquipment;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioLaneTest {
    private static final int RATE = 16_000;
    private static final AudioPolicy DISGUISE = new AudioPolicy(VoiceMethod.WEAK_MCADAMS, 0.8, Duration.ofMillis(500));

    @ParameterizedTest
    @ValueSource(ints = {1, 160, 320, 333, 1_600, 8_000, 8_001, 48_000})
    void sound_becomes_chunks_of_half_a_second_whatever_the_records_length(int recordLength) {
        short[] sound = Arrays.copyOf(Sounds.sentence(RATE), 26_000);
        Bench bench = new Bench(AudioPolicy.mute());

        bench.play(
                bench.lane(Optional.empty()),
                new Tape(RATE).sound(sound, recordLength, 0).end(1_625_000));

        assertThat(bench.chunks())
                .extracting(chunk -> chunk.facts().frames())
                .containsExactly(8000L, 8000L, 8000L, 2000L);
        assertThat(bench.chunks())
                .extracting(chunk -> chunk.facts().start())
                .containsExactly(
                        Tape.START,
                        Tape.START.plusMillis(500),
                        Tape.START.plusMillis(1000),
                        Tape.START.plusMillis(1500));
        assertThat(bench.chunks().getLast().facts().duration()).isEqualTo(Duration.ofMillis(125));
        assertThat(bench.sound()).isEqualTo(new short[26_000]);
    }

    @Test
    void facts_tell_the_method_and_whether_it_is_weak() {
        Bench disguised = new Bench(DISGUISE);
        disguised.play(disguised.lane(Optional.empty()), new Tape(RATE).sound(Sounds.sentence(RATE), 1600, 0));
        Bench muted = new Bench(AudioPolicy.mute());
        muted.play(muted.lane(Optional.empty()), new Tape(RATE).sound(Sounds.sentence(RATE), 1600, 0));

        ChunkFacts weak = disguised.chunks().getFirst().facts();
        assertThat(weak.methods()).containsExactly("voice:weak.mcadams");
        assertThat(weak.weak()).isTrue();
        ChunkFacts strong = muted.chunks().getFirst().facts();
        assertThat(strong.methods()).containsExactly("voice:mute");
        assertThat(strong.weak()).isFalse();
    }

    @Test
    void the_disguised_chunks_put_together_are_the_disguised_whole() {
        short[] sentence = Sounds.sentence(RATE);
        AudioAnonymisation whole = AudioAnonymisation.of(DISGUISE, RATE, VoiceEquipment.none());
        AnonymisedSound expected = AnonymisedSound.join(List.of(whole.anonymise(sentence), whole.drain()));
        Bench bench = new Bench(DISGUISE);

        bench.play(
                bench.lane(Optional.empty()),
                new Tape(RATE).sound(sentence, 1024, 0).end(2_000_000));

        assertThat(bench.sound()).isEqualTo(expected.samples());
        assertThat(bench.chunks()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"11025, 333", "22050, 1000", "44100, 1024", "48000, 960"})
    void any_sample_rate_keeps_the_grid_without_drift(int rate, int recordLength) {
        Bench bench = new Bench(AudioPolicy.mute());

        bench.play(
                bench.lane(Optional.empty()),
                new Tape(rate).sound(new short[rate * 20], recordLength, 0).end(20_000_000));

        assertThat(bench.chunks()).hasSize(40);
        for (int i = 0; i < 40; i++) {
            Instant line = Tape.START.plusMillis(500L * i);
            assertThat(Duration.between(line, bench.chunks().get(i).facts().start())
                            .abs())
                    .isLessThan(Duration.ofNanos(1_000_000_000L / rate));
        }
        assertThat(bench.sound()).hasSize(rate * 20);
    }

    @Test
    void times_that_jitter_move_no_sample() {
        short[] sentence = Sounds.sentence(RATE);
        Tape tape = new Tape(RATE);
        for (int at = 0; at < sentence.length; at += 320) {
            tape.record(sentence, at, 320, at * 1_000_000L / RATE + (at / 320 % 3 - 1) * 9_000L * (at == 0 ? 0 : 1));
        }
        Bench bench = new Bench(AudioPolicy.mute());

        bench.play(bench.lane(Optional.empty()), tape.end(2_000_000));

        assertThat(bench.chunks()).extracting(chunk -> chunk.facts().frames()).containsOnly(8000L);
    }

    @Test
    void a_microphone_whose_clock_runs_fast_stays_within_the_tolerance() {
        Tape tape = new Tape(RATE);
        // 500 ppm too fast for ten minutes: counting alone would be 300 ms off at the end.
        for (int second = 0; second < 600; second++) {
            tape.record(new short[RATE], 0, RATE, second * 999_500L);
        }
        Bench bench = new Bench(AudioPolicy.mute());

        bench.play(bench.lane(Optional.empty()), tape.end(599_700_000));

        assertThat(bench.sound()).hasSize(600 * RATE);
        long samples = 0;
        for (Released chunk : bench.chunks()) {
            long captured = samples * 9995 / (RATE / 100);
            long told = Duration.between(Tape.START, chunk.facts().start()).toNanos() / 1000;
            assertThat(told).isCloseTo(captured, within(AudioLane.TOLERANCE.toNanos() / 1000 + 1000));
            samples += chunk.facts().frames();
        }
    }

    @Test
    void lost_records_shorten_the_chunks_beside_the_hole_and_move_no_other() {
        short[] sound = Sounds.sentence(RATE);
        Tape tape = new Tape(RATE)
                .sound(Arrays.copyOf(sound, 11_200), 1600, 0)
                .lose(3)
                .sound(Arrays.copyOf(sound, 16_000), 1600, 1_000_000)
                .end(2_000_000);
        Bench bench = new Bench(AudioPolicy.mute());

        bench.play(bench.lane(Optional.empty()), tape);

        assertThat(bench.chunks())
                .extracting(chunk ->
                        Duration.between(Tape.START, chunk.facts().start()).toMillis())
                .containsExactly(0L, 500L, 1000L, 1500L);
        assertThat(bench.chunks())
                .extracting(chunk -> chunk.facts().frames())
                .containsExactly(8000L, 3200L, 8000L, 8000L);
    }

    @Test
    void a_hole_that_ends_between_two_lines_is_followed_by_a_short_chunk_to_the_next_line() {
        Tape tape = new Tape(RATE)
                .sound(new short[3_200], 1600, 0)
                .newEpoch()
                .sound(new short[16_000], 1600, 700_000)
                .end(1_700_000);
        Bench bench = new Bench(AudioPolicy.mute());

        bench.play(bench.lane(Optional.empty()), tape);

        assertThat(bench.chunks())
                .extracting(chunk ->
                        Duration.between(Tape.START, chunk.facts().start()).toMillis())
                .containsExactly(0L, 700L, 1000L, 1500L);
        assertThat(bench.chunks())
                .extracting(chunk -> chunk.facts().frames())
                .containsExactly(3200L, 4800L, 8000L, 3200L);
    }

    @Test
    void a_clock_that_is_set_back_loses_no_sample() {
        Tape tape = new Tape(RATE)
                .sound(new short[8_000], 1600, 0)
                .sound(new short[8_000], 1600, 100_000)
                .end(600_000);
        Bench bench = new Bench(AudioPolicy.mute());

        bench.play(bench.lane(Optional.empty()), tape);

        assertThat(bench.sound()).hasSize(16_000);
        assertThat(bench.chunks().get(1).facts().start()).isEqualTo(Tape.START.plusMillis(100));
    }

    @Test
    void a_new_sample_rate_begins_a_new_run() {
        Bench bench = new Bench(DISGUISE);
        AudioLane lane = bench.lane(Optional.empty());
        Tape slow = new Tape(8_000).sound(Sounds.vowel(8_000, 1, 500, 1500), 800, 0);
        Tape fast = new Tape(RATE)
                .sound(Sounds.vowel(RATE, 1, 500, 1500), 1600, 1_000_000)
                .end(2_000_000);

        bench.play(lane, slow, 0, slow.records().size());
        bench.play(lane, fast);

        assertThat(bench.chunks())
                .extracting(chunk -> chunk.facts().frames())
                .containsExactly(4000L, 4000L, 8000L, 8000L);
    }

    @Test
    void when_nothing_more_comes_what_is_held_is_released() {
        Bench bench = new Bench(DISGUISE);
        AudioLane lane = bench.lane(Optional.empty());
        bench.play(lane, new Tape(RATE).sound(Sounds.vowel(RATE, 0.3, 500, 1500), 1600, 0));

        lane.idle(Duration.ofMillis(900));
        assertThat(bench.chunks()).isEmpty();
        lane.idle(Duration.ofSeconds(1));

        assertThat(bench.chunks()).extracting(chunk -> chunk.facts().frames()).containsExactly(4800L);
        assertThat(bench.checkpoint(0).restart()).isEmpty();
    }

    @Test
    void records_without_samples_are_no_error() {
        Bench bench = new Bench(DISGUISE);

        bench.play(
                bench.lane(Optional.empty()),
                new Tape(RATE)
                        .record(new short[0], 0, 0, 0)
                        .record(new short[500], 0, 500, 0)
                        .record(new short[0], 0, 0, 31_250)
                        .end(31_250));

        assertThat(bench.chunks()).extracting(chunk -> chunk.facts().frames()).containsExactly(500L);
    }
}
