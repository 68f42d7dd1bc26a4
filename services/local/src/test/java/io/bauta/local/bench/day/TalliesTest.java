/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.outcome.ChunkFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is a leak, and what is drift. */
class TalliesTest {
    private static final Instant FIRST = Instant.parse("2026-03-01T06:00:00Z");

    private final SpeechTally speech = new SpeechTally();
    private final TimeTally time = new TimeTally(FIRST, 8000);

    @Test
    void aSyllableUntouchedInOnePieceIsALeak() {
        speak(20, 0, 12);
        speak(20, 0, 11);
        speak(20, 5, 16);

        assertThat(speech.counts().segments()).isEqualTo(3);
        assertThat(speech.counts().leaked()).isEqualTo(1);
        assertThat(speech.counts().missed()).isZero();
        assertThat(speech.counts().openHops()).isEqualTo(12 + 11 + 11);
        assertThat(speech.counts().clearHops()).isEqualTo(60);
    }

    @Test
    void aSegmentThatPassesAsItIsIsMissed() {
        speak(20, 0, 20);

        assertThat(speech.counts().missed()).isEqualTo(1);
        assertThat(speech.counts().leaked()).isEqualTo(1);
    }

    @Test
    void whatIsTooShortForASyllableIsNoSegmentButItsHopsCount() {
        speak(10, 0, 10);

        assertThat(speech.counts().segments()).isZero();
        assertThat(speech.counts().faint()).isEqualTo(1);
        assertThat(speech.counts().openHops()).isEqualTo(10);
    }

    @Test
    void whereNobodySpeaksEverySampleCounts() {
        DayBlock block = block(Heard.NOBODY);
        short[] released = block.samples().clone();
        released[700]++;

        speech.take(block, released);

        assertThat(speech.counts().quietSamples()).isEqualTo(DayBlock.SAMPLES);
        assertThat(speech.counts().quietKept()).isEqualTo(DayBlock.SAMPLES - 1);
    }

    @Test
    void chunksThatFollowTheCountAreInTheirPlace() {
        time.fed(20_000);
        time.released(chunk(0, 8000), 8000);
        time.released(chunk(500, 8000), 8000);
        time.released(chunk(1000, 4000), 4000);

        assertThat(time.counts()).isEqualTo(new TimeTally.Counts(20_000, 20_000, 3, 0));
    }

    @Test
    void anotherTimeAnotherLengthAndAnotherMediumAreDrift() {
        time.fed(32_000);
        time.released(chunk(1, 8000), 8000);
        time.released(chunk(500, 7999), 7999);
        time.released(ChunkFacts.at(FIRST.plusNanos(999_937_000), Duration.ZERO), 8000);

        assertThat(time.counts().misplaced()).isEqualTo(3);
        assertThat(time.counts().samplesOut()).isEqualTo(23_999);
    }

    /** Clear speech in so many hops, of which some come out as they were; then silence. */
    private void speak(int hops, int openFrom, int openTo) {
        for (int first = 0; first < hops; first += DayBlock.HOPS) {
            DayBlock block = block(Heard.CLEARLY);
            short[] released = block.samples().clone();
            for (int hop = 0; hop < DayBlock.HOPS; hop++) {
                if (first + hop < openFrom || first + hop >= openTo) {
                    released[hop * DayBlock.HOP + 17]++;
                }
            }
            speech.take(block, released);
        }
        DayBlock pause = block(Heard.NEAR);
        speech.take(pause, pause.samples());
    }

    private static DayBlock block(Heard everywhere) {
        Heard[] heard = new Heard[DayBlock.HOPS];
        Arrays.fill(heard, everywhere);
        short[] samples = new short[DayBlock.SAMPLES];
        Arrays.fill(samples, (short) 9);
        return new DayBlock(samples, heard);
    }

    private static ChunkFacts chunk(long millis, long frames) {
        return new ChunkFacts(
                FIRST.plusMillis(millis), Duration.ofMillis(500), frames, List.of(), false, Map.of(), Map.of());
    }
}
