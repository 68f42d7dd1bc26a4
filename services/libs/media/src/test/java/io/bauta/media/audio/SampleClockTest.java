/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;

class SampleClockTest {
    private static final long NONE = avutil.AV_NOPTS_VALUE;

    @Test
    void samplesAreCountedFromTheFirstTime() {
        SampleClock clock = new SampleClock(16_000);
        clock.take(5_000, 480, 48_000);
        assertThat(clock.give(160)).isEqualTo(5_000);
        assertThat(clock.give(160)).isEqualTo(15_000);
        assertThat(clock.give(1)).isEqualTo(25_000);
    }

    @Test
    void jitterIsSmoothedAndAHoleIsNot() {
        SampleClock clock = new SampleClock(8_000);
        assertThat(clock.jumps(77)).as("nothing runs yet").isFalse();
        clock.take(0, 8_000, 8_000);
        assertThat(clock.jumps(1_000_000)).isFalse();
        assertThat(clock.jumps(1_000_000 + SampleClock.TOLERANCE_MICROS)).isFalse();
        assertThat(clock.jumps(1_000_001 + SampleClock.TOLERANCE_MICROS)).isTrue();
        assertThat(clock.jumps(999_999 - SampleClock.TOLERANCE_MICROS)).isTrue();
        assertThat(clock.jumps(NONE)).isFalse();
    }

    @Test
    void soundWithoutTimesFollowsWhatCameBefore() {
        SampleClock clock = new SampleClock(8_000);
        clock.take(NONE, 800, 8_000);
        assertThat(clock.give(800)).isZero();
        clock.reset();
        clock.take(NONE, 800, 8_000);
        assertThat(clock.give(800)).as("goes on at the end of the run before").isEqualTo(100_000);
    }

    @Test
    void aYearOfSoundDoesNotOverflow() {
        SampleClock clock = new SampleClock(48_000);
        long year = 365L * 24 * 3600;
        for (int day = 0; day < 365; day++) {
            clock.take(0, 2_000_000_000, 48_000);
            clock.take(0, 2_000_000_000, 48_000);
            clock.take(0, 147_200_000, 48_000);
            clock.give(2_000_000_000);
            clock.give(2_000_000_000);
            clock.give(147_200_000);
        }
        assertThat(clock.give(1)).isEqualTo(year * 1_000_000);
        assertThat(clock.jumps(year * 1_000_000)).isFalse();
    }
}
