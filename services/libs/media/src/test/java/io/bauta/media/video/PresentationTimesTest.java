/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;

class PresentationTimesTest {
    private static final long NONE = avutil.AV_NOPTS_VALUE;

    @Test
    void risingTimesPassUnchanged() {
        assertThat(through(0, 40_000, 80_001, 10_000_000)).containsExactly(0, 40_000, 80_001, 10_000_000);
        assertThat(through(-5_000, -1, 7)).containsExactly(-5_000, -1, 7);
    }

    @Test
    void missingTimesFollowAtTheLastDistance() {
        assertThat(through(NONE, NONE, NONE)).containsExactly(0, 40_000, 80_000);
        assertThat(through(100_000, 200_000, NONE, NONE)).containsExactly(100_000, 200_000, 300_000, 400_000);
    }

    @Test
    void timesThatStandStillOrGoBackFollowTheirPredecessor() {
        assertThat(through(100_000, 133_000, 133_000, 50_000, 400_000))
                .containsExactly(100_000, 133_000, 166_000, 199_000, 400_000);
    }

    @Test
    void oneWrongTimeFarAheadDoesNotStretchEveryTimeAfterIt() {
        // Given a camera of 25 pictures a second, one of which claims to be a year ahead
        long year = 31_536_000_000_000L;
        long[] times = through(0, 40_000, year, 120_000, 160_000);
        // Then what follows lies just behind it, and is not a year apart each
        assertThat(times).containsExactly(0, 40_000, year, year + 40_000, year + 80_000);
    }

    @Test
    void aHoleOfSecondsIsNoFrameRate() {
        assertThat(through(0, 40_000, 10_000_000, NONE)).containsExactly(0, 40_000, 10_000_000, 10_040_000);
    }

    @Test
    void whateverComesTimesRise() {
        Random random = new Random(5);
        PresentationTimes times = new PresentationTimes();
        long last = Long.MIN_VALUE;
        for (int i = 0; i < 10_000; i++) {
            long given = random.nextInt(10) == 0 ? NONE : random.nextLong(1L << 50);
            long next = times.next(given);
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    private static long[] through(long... given) {
        PresentationTimes times = new PresentationTimes();
        return Arrays.stream(given).map(times::next).toArray();
    }
}
