/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CameraClockTest {
    private static final long START = 1_700_000_000_000_000L;
    private static final long FRAME = 40_000;

    private final ManualClock wall = new ManualClock(START);

    @Test
    void theFirstPictureWasCapturedWhenItArrived() {
        CameraClock clock = new CameraClock(wall, 0);
        clock.arrived(123_000);

        assertThat(clock.wallMicros(123_000)).isEqualTo(START);
        assertThat(clock.wallMicros(163_000)).isEqualTo(START + FRAME);
    }

    @Test
    void jitterOfTheNetworkDoesNotReachTheCaptureTimes() {
        CameraClock clock = new CameraClock(wall, 0);
        Random random = new Random(1);
        long previous = 0;
        for (int i = 0; i < 1000; i++) {
            wall.set(START + i * FRAME + random.nextInt(30_000));
            clock.arrived(i * FRAME);
            long told = clock.wallMicros(i * FRAME);
            if (i > 300) {
                assertThat(told - previous).isCloseTo(FRAME, within(300L));
                assertThat(told).isCloseTo(START + i * FRAME, within(5_000L));
            }
            previous = told;
        }
    }

    @Test
    void aCameraWhoseClockDriftsIsFollowedWithoutSteps() {
        CameraClock clock = new CameraClock(wall, 0);
        long previous = 0;
        for (int i = 0; i < 25 * 600; i++) {
            wall.set(START + (long) (i * FRAME * 1.0002));
            clock.arrived(i * FRAME);
            long told = clock.wallMicros(i * FRAME);
            if (i > 0) {
                assertThat(told - previous).isBetween(FRAME * 99 / 100, FRAME * 101 / 100);
            }
            previous = told;
        }
        assertThat(previous).isCloseTo(wall.micros(), within(5_000L));
    }

    @Test
    void aBurstOfBufferedPicturesAtTheBeginningIsSlewedAwayAndNeverRunsBackwards() {
        CameraClock clock = new CameraClock(wall, 0);
        long previous = 0;
        for (int i = 0; i < 25 * 60; i++) {
            // the first two seconds come at once, the rest as they happen
            wall.set(START + Math.max(0, i * FRAME - 2_000_000));
            clock.arrived(i * FRAME);
            assertThat(clock.wallMicros(i * FRAME)).isGreaterThan(previous);
            previous = clock.wallMicros(i * FRAME);
        }
        assertThat(previous).isCloseTo(wall.micros(), within(5_000L));
    }

    @Test
    void anotherConnectionNeverBeginsBeforeTheLastTimeTold() {
        CameraClock clock = new CameraClock(wall, START + 500_000);
        clock.arrived(0);

        assertThat(clock.wallMicros(0)).isGreaterThan(START + 500_000);
    }

    @Test
    void aWallClockThatIsSetBackDoesNotTakeTheCaptureTimesAlong() {
        CameraClock clock = new CameraClock(wall, 0);
        long previous = 0;
        for (int i = 0; i < 500; i++) {
            wall.set(START + i * FRAME - (i > 100 ? 3_000_000 : 0));
            clock.arrived(i * FRAME);
            assertThat(clock.wallMicros(i * FRAME)).isGreaterThan(previous);
            previous = clock.wallMicros(i * FRAME);
        }
    }
}
