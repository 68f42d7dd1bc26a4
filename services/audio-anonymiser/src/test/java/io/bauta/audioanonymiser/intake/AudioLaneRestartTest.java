/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.audioanonymiser.voice.Sounds;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import io.bauta.raw.lane.Checkpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioLaneRestartTest {
    private static final int RATE = 16_000;

    @ParameterizedTest
    @CsvSource({
        "MUTE, 1600",
        "MUTE, 8000",
        "MUTE, 777",
        "WEAK_MCADAMS, 1600",
        "WEAK_MCADAMS, 8000",
        "WEAK_MCADAMS, 100",
        "WEAK_MCADAMS, 777",
        "WEAK_MCADAMS, 40000",
        "MUTE_SPEECH, 1600",
        "MUTE_SPEECH, 777",
        "MUTE_SPEECH, 40000",
        "GARBLE, 1600",
        "CONVERT, 777"
    })
    void killed_after_any_chunk_the_next_lane_goes_on_bit_for_bit(VoiceMethod voice, int recordLength) {
        AudioPolicy policy = new AudioPolicy(voice, 0.8, Duration.ofMillis(500));
        short[] sentence = Sounds.sentence(RATE);
        Tape tape = jittering(sentence, recordLength);
        Bench unhurt = new Bench(policy);
        unhurt.play(unhurt.lane(Optional.empty()), tape);

        for (int killed = 0; killed < unhurt.chunks().size(); killed++) {
            Bench bench = new Bench(policy);
            bench.play(bench.lane(Optional.empty()), tape);
            bench.forgetAfter(killed);
            Checkpoint last = bench.checkpoint(killed);

            bench.play(
                    bench.lane(Optional.of(last.state())),
                    tape,
                    (int) bench.restart(killed).offset(),
                    tape.records().size());

            assertThat(bench.chunks()).hasSameSizeAs(unhurt.chunks());
            assertThat(bench.chunks())
                    .extracting(Released::facts)
                    .isEqualTo(unhurt.chunks().stream().map(Released::facts).toList());
            assertThat(bench.sound()).isEqualTo(unhurt.sound());
        }
    }

    @Test
    void the_restart_is_not_further_back_than_the_method_needs() {
        Bench muted = new Bench(AudioPolicy.mute());
        muted.play(muted.lane(Optional.empty()), new Tape(RATE).sound(new short[16_000], 800, 0));
        Bench disguised = new Bench(new AudioPolicy(VoiceMethod.WEAK_MCADAMS, 0.8, Duration.ofMillis(500)));
        disguised.play(disguised.lane(Optional.empty()), new Tape(RATE).sound(new short[16_000], 800, 0));

        assertThat(muted.restart(0).offset()).isEqualTo(10);
        assertThat(disguised.restart(0).offset()).isEqualTo(9);
    }

    @Test
    void when_the_record_to_go_on_from_is_gone_nothing_is_released_twice() {
        AudioPolicy policy = new AudioPolicy(VoiceMethod.WEAK_MCADAMS, 0.8, Duration.ofMillis(500));
        // The record needed first ends at sample 7920, the chunk at 8000: 80 samples come a second time.
        Tape tape = new Tape(RATE).sound(Sounds.sentence(RATE), 990, 0).end(2_000_000);
        Bench bench = new Bench(policy);
        bench.play(bench.lane(Optional.empty()), tape);
        bench.forgetAfter(0);
        int restart = (int) bench.restart(0).offset();

        bench.play(
                bench.lane(Optional.of(bench.checkpoint(0).state())),
                tape,
                restart + 1,
                tape.records().size());

        List<Released> chunks = bench.chunks();
        for (int i = 1; i < chunks.size(); i++) {
            Released before = chunks.get(i - 1);
            assertThat(chunks.get(i).facts().start())
                    .isAfterOrEqualTo(before.facts()
                            .start()
                            .plus(before.facts().duration())
                            .minusNanos(1000));
        }
        assertThat(bench.sound().length).isEqualTo(32_000);
    }

    @Test
    void after_a_lost_lane_the_grid_of_chunks_stays_where_it_was() {
        Tape tape = new Tape(RATE).sound(new short[48_000], 1600, 0).end(3_000_000);
        Bench bench = new Bench(AudioPolicy.mute());
        bench.play(bench.lane(Optional.empty()), tape, 0, 7);

        // Records 7 and 8 were lost together with a lane; the next one is fed from record 9 on.
        bench.play(
                bench.lane(Optional.of(bench.checkpoint(0).state())),
                tape,
                9,
                tape.records().size());

        assertThat(bench.chunks())
                .extracting(chunk ->
                        Duration.between(Tape.START, chunk.facts().start()).toMillis())
                .containsExactly(0L, 900L, 1000L, 1500L, 2000L, 2500L);
    }

    @Test
    void a_changed_policy_takes_over_at_the_next_sample() {
        Tape tape = new Tape(RATE).sound(Sounds.sentence(RATE), 1600, 0).end(2_000_000);
        Bench muted = new Bench(AudioPolicy.mute());
        muted.play(muted.lane(Optional.empty()), tape, 0, 12);
        Bench disguised = new Bench(new AudioPolicy(VoiceMethod.WEAK_MCADAMS, 0.8, Duration.ofMillis(500)));

        disguised.play(
                disguised.lane(Optional.of(muted.checkpoint(1).state())),
                tape,
                (int) muted.restart(1).offset(),
                tape.records().size());

        assertThat(disguised.chunks().getFirst().facts().start()).isEqualTo(Tape.START.plusMillis(1000));
        assertThat(disguised.sound()).hasSize(16_000);
    }

    @Test
    void a_state_of_another_version_is_as_good_as_none() {
        assertThat(LaneState.parse("1 1 2 3")).isEmpty();
        assertThat(LaneState.parse("2 a b c")).isEmpty();
        assertThat(LaneState.parse("")).isEmpty();
        assertThat(LaneState.parse("2 5 6 7").orElseThrow().text()).isEqualTo("2 5 6 7");
    }

    /** Every record's time is off by some milliseconds, as those of a camera are. */
    private static Tape jittering(short[] samples, int recordLength) {
        Tape tape = new Tape(RATE);
        for (int at = 0; at < samples.length; at += recordLength) {
            int length = Math.min(recordLength, samples.length - at);
            tape.record(samples, at, length, at * 1_000_000L / RATE + at % 7 * 1_500L);
        }
        return tape.end(samples.length * 1_000_000L / RATE);
    }
}
