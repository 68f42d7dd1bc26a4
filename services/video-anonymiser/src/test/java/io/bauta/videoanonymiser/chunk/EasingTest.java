/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.videoanonymiser.chunk.Easing.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a camera's output is eased, and when no more. Chunks are of half a second. */
class EasingTest {
    private static final Duration CHUNK = Duration.ofMillis(500);

    private final Easing easing = new Easing(CHUNK, 0);

    @Test
    void aNodeThatKeepsUpEasesNothing() {
        chunks(200, 499);

        assertThat(easing.step()).isEqualTo(Step.NONE);
    }

    @Test
    void threeLateChunksInARowMakeOneStepAndNeverMoreThanFour() {
        chunks(2, 1200);
        assertThat(easing.step()).isEqualTo(Step.NONE);
        chunks(1, 1200);
        assertThat(easing.step()).isEqualTo(Step.THREE_QUARTERS_RATE);
        chunks(2, 1200);
        assertThat(easing.step()).isEqualTo(Step.THREE_QUARTERS_RATE);
        chunks(1, 1200);
        assertThat(easing.step()).isEqualTo(Step.HALF_RATE);
        chunks(3, 1200);
        assertThat(easing.step()).isEqualTo(Step.QUARTER_RATE);
        chunks(3, 1200);
        assertThat(easing.step()).isEqualTo(Step.HALF_SIZE);
        chunks(30, 1200);
        assertThat(easing.step()).isEqualTo(Step.HALF_SIZE);
    }

    @Test
    void aColdMachineMayBeFartherBehind() {
        Easing cold = new Easing(CHUNK, 5);

        // 400 ms a chunk: after the fifth 2 s behind, which is late from the sixth on
        chunks(cold, 7, 900);
        assertThat(cold.step()).isEqualTo(Step.NONE);
        chunks(cold, 1, 900);
        assertThat(cold.step()).isEqualTo(Step.THREE_QUARTERS_RATE);
    }

    @Test
    void butNotMoreThanThreeSeconds() {
        Easing cold = new Easing(CHUNK, 30);

        // A second a chunk: more than three after the fourth
        chunks(cold, 5, 1500);
        assertThat(cold.step()).isEqualTo(Step.NONE);
        chunks(cold, 1, 1500);
        assertThat(cold.step()).isEqualTo(Step.THREE_QUARTERS_RATE);
    }

    @Test
    void oneSlowChunkIsNoReason() {
        chunks(1, 9000);
        chunks(19, 100);

        assertThat(easing.step()).isEqualTo(Step.NONE);
    }

    @Test
    void beingALittleTooSlowTakesLongerToShow() {
        // 60 ms too slow a chunk: more than 500 ms behind after the ninth, which is the first late one
        chunks(10, 560);
        assertThat(easing.step()).isEqualTo(Step.NONE);
        chunks(1, 560);
        assertThat(easing.step()).isEqualTo(Step.THREE_QUARTERS_RATE);
    }

    @Test
    void aStepThatHelpsIsKeptWhileTheRestIsCaughtUpWith() {
        // Given a step, seconds behind
        chunks(3, 2000);
        assertThat(easing.step()).isEqualTo(Step.THREE_QUARTERS_RATE);

        // When it makes the lane quick enough: 4.5 s are made good at 120 ms a chunk
        chunks(33, 380);

        // Then it is not gone on from it, nor back, as long as more than a chunk is missing
        assertThat(easing.step()).isEqualTo(Step.THREE_QUARTERS_RATE);
    }

    @Test
    void twentyChunksInTimeGoOneStepBack() {
        chunks(12, 1200);
        easing.caughtUp();

        chunks(19, 100);
        assertThat(easing.step()).isEqualTo(Step.HALF_SIZE);
        chunks(1, 100);
        assertThat(easing.step()).isEqualTo(Step.QUARTER_RATE);
        chunks(20, 100);
        assertThat(easing.step()).isEqualTo(Step.HALF_RATE);
        chunks(20, 100);
        assertThat(easing.step()).isEqualTo(Step.THREE_QUARTERS_RATE);
        chunks(20, 100);
        assertThat(easing.step()).isEqualTo(Step.NONE);
        chunks(20, 100);
        assertThat(easing.step()).isEqualTo(Step.NONE);
    }

    @Test
    void howeverLateItWasAllOfItIsMadeGood() {
        chunks(12, 8_000);

        // 90 s, less half of one a chunk, are half a second after 179, the first in time of twenty
        chunks(178 + 19, 0);
        assertThat(easing.step()).isEqualTo(Step.HALF_SIZE);
        chunks(1, 0);
        assertThat(easing.step()).isEqualTo(Step.QUARTER_RATE);
    }

    @Test
    void theFartherBehindTheMoreMustBeMadeGood() {
        // Given a step, 15 s behind
        chunks(3, 5500);
        assertThat(easing.step()).isEqualTo(Step.THREE_QUARTERS_RATE);

        // When it makes good 100 ms a chunk, which would take more than a minute, then the next one comes
        chunks(3, 400);
        assertThat(easing.step()).isEqualTo(Step.HALF_RATE);
    }

    @Test
    void aStepThatMakesGoodTooSlowlyIsGoneOnFrom() {
        // Given a step, seconds behind
        chunks(3, 2000);
        assertThat(easing.step()).isEqualTo(Step.THREE_QUARTERS_RATE);

        // When it makes good 20 ms a chunk, which would take minutes, then the next one comes
        chunks(3, 480);
        assertThat(easing.step()).isEqualTo(Step.HALF_RATE);
    }

    @Test
    void whereTheLaneIsBusyForMoreThanHalfOfTheTimeNothingIsGoneBackFrom() {
        chunks(12, 1200);
        easing.caughtUp();

        chunks(200, 300);
        assertThat(easing.step()).isEqualTo(Step.HALF_SIZE);
    }

    @Test
    void theLessAStepBackAddsTheMoreMayTheLaneBeBusy() {
        // Given the first step, which a lane without it would be a third busier than
        chunks(3, 2000);
        easing.caughtUp();

        // When it is busy for 0.8 of the time nothing is gone back from, at 0.7 it is
        chunks(200, 400);
        assertThat(easing.step()).isEqualTo(Step.THREE_QUARTERS_RATE);
        chunks(20, 350);
        assertThat(easing.step()).isEqualTo(Step.NONE);
    }

    @Test
    void whatWasGoneBackFromInVainIsTriedAgainLater() {
        // Given a step that is needed, which its load does not show
        chunks(3, 2000);
        easing.caughtUp();
        chunks(20, 100);
        assertThat(easing.step()).isEqualTo(Step.NONE);
        chunks(3, 1200);
        assertThat(easing.step()).isEqualTo(Step.THREE_QUARTERS_RATE);
        easing.caughtUp();

        // Then twice as many chunks in time are asked for before the next try
        chunks(39, 100);
        assertThat(easing.step()).isEqualTo(Step.THREE_QUARTERS_RATE);
        chunks(1, 100);
        assertThat(easing.step()).isEqualTo(Step.NONE);
    }

    @Test
    void whoHasNothingLeftToDoIsNotBehind() {
        for (int round = 0; round < 20; round++) {
            chunks(2, 5000);
            easing.caughtUp();
        }

        assertThat(easing.step()).isEqualTo(Step.NONE);
    }

    @Test
    void picturesLeftOutAreCounted() {
        easing.finished(CHUNK, 6);
        easing.finished(CHUNK, 7);

        assertThat(easing.eased()).isEqualTo(13);
    }

    private void chunks(int count, long workedMillis) {
        chunks(easing, count, workedMillis);
    }

    private static void chunks(Easing easing, int count, long workedMillis) {
        for (int i = 0; i < count; i++) {
            easing.worked(workedMillis * 1_000_000);
            easing.finished(CHUNK, 0);
        }
    }
}
