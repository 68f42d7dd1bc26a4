/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.timing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaybackClockTest {
    private static final long ANCHOR = 1_700_000_000_000_000L;

    private final ManualClock wall = new ManualClock(ANCHOR);
    private final PlaybackClock clock = new PlaybackClock(wall, ANCHOR);

    @Test
    void aPacketWaitsUntilItIsDue() throws InterruptedException {
        clock.arrived(40_000);

        assertThat(wall.micros()).isEqualTo(ANCHOR + 40_000);
        assertThat(clock.wallMicros(40_000)).isEqualTo(ANCHOR + 40_000);
    }

    @Test
    void bFramesFollowTheirReferenceAtOnceAsFromACamera() throws InterruptedException {
        for (long pts : new long[] {0, 120_000, 40_000, 80_000, 240_000}) {
            clock.arrived(pts);
        }

        assertThat(wall.waits()).containsExactly(120_000L, 120_000L);
    }

    @Test
    void aFileThatFellBehindCatchesUpAndKeepsItsTimes() throws InterruptedException {
        wall.set(ANCHOR + 5_000_000);
        clock.arrived(40_000);

        assertThat(wall.waits()).isEmpty();
        assertThat(clock.wallMicros(40_000)).isEqualTo(ANCHOR + 40_000);
        assertThat(clock.hasPassed(5_000_000)).isTrue();
        assertThat(clock.hasPassed(5_000_001)).isFalse();
    }
}
