/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.videoanonymiser.chunk.Easing.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a camera's output is eased, and when no more. Chunks are of half a second. */
class EasingTest {
    private static final Duration CHUNK = Duration.ofMillis(500);

    private final Easing easing = new Easing(CHUNK, Duration.ofSeconds(10), 0);

    @Test
    void aNodeThatKeepsUpEasesNothing() {
        chunks(200, 499);

        assertThat(easing.step()).isEqualTo(Step.NONE);
    }

    @Test
    void threeLateChunksInARowMakeOneStepAndNeverMoreThanThree() {
        chunks(2, 1200);
        assertThat(easing.step()).isEqualTo(Step.NONE);
        chunks(1, 1200);
        assertThat(easing.step()).isEqualTo(Step.HALF_RATE);
        chunks(2, 1200);
        assertThat(easing.step()).isEqualTo(Step.HALF_RATE);
        chunks(1, 1200);
        assertThat(easing.step()).isEqualTo(Step.QUARTER_RATE);
        chunks(3, 1200);
        assertThat(easing.step()).isEqualTo(Step.HALF_SIZE);
        chunks(30, 1200);
        assertThat(easing.step()).isEqualTo(Step.HALF_SIZE);
    }

    @Test
    void theFirstChunksOfAColdMachineDoNotCount() {
        Easing cold = new Easing(CHUNK, Duration.ofSeconds(10), 5);
        for (int chunk = 0; chunk < 7; chunk++) {
            cold.worked(1_200_000_000);
            cold.finished(CHUNK, 0);
            assertThat(cold.step()).isEqualTo(Step.NONE);
        }
        cold.worked(1_200_000_000);
        cold.finished(CHUNK, 0);
        assertThat(cold.step()).isEqualTo(Step.HALF_RATE);
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
        assertThat(easing.step()).isEqualTo(Step.HALF_RATE);
    }

    @Test
    void aStepThatHelpsIsKeptWhileTheRestIsCaughtUpWith() {
        // Given a step, seconds behind
        chunks(3, 2000);
        assertThat(easing.step()).isEqualTo(Step.HALF_RATE);

        // When it makes the lane quick enough, if not by much: 4.5 s are made good at 50 ms a chunk
        chunks(79, 450);

        // Then it is not gone on from it, nor back, as long as more than a chunk is missing
        assertThat(easing.step()).isEqualTo(Step.HALF_RATE);
    }

    @Test
    void twentyChunksInTimeGoOneStepBack() {
        chunks(9, 1200);
        easing.caughtUp();

        chunks(19, 100);
        assertThat(easing.step()).isEqualTo(Step.HALF_SIZE);
        chunks(1, 100);
        assertThat(easing.step()).isEqualTo(Step.QUARTER_RATE);
        chunks(20, 100);
        assertThat(easing.step()).isEqualTo(Step.HALF_RATE);
        chunks(20, 100);
        assertThat(easing.step()).isEqualTo(Step.NONE);
        chunks(20, 100);
        assertThat(easing.step()).isEqualTo(Step.NONE);
    }

    @Test
    void howeverLateItWasTheTimeLimitIsAllThatIsMadeGood() {
        chunks(9, 600_000);

        // 10 s, less half of one a chunk, are half a second after nineteen, the first in time of twenty
        chunks(18 + 19, 0);
        assertThat(easing.step()).isEqualTo(Step.HALF_SIZE);
        chunks(1, 0);
        assertThat(easing.step()).isEqualTo(Step.QUARTER_RATE);
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
        for (int i = 0; i < count; i++) {
            easing.worked(workedMillis * 1_000_000);
            easing.finished(CHUNK, 0);
        }
    }
}
