/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private final BackOff backOff = new BackOff();

    @Test
    void afterALongLifeItIsStartedAtOnce() {
        assertThat(backOff.afterLife(LONG, true)).isZero();
    }

    @Test
    void eachShortLifeDoublesTheWaitUpToALimit() {
        assertThat(backOff.afterLife(SHORT, true)).isEqualTo(Duration.ofMillis(200));
        assertThat(backOff.afterLife(SHORT, true)).isEqualTo(Duration.ofMillis(400));
        for (int i = 0; i < 40; i++) {
            backOff.afterLife(SHORT, true);
        }
        assertThat(backOff.afterLife(SHORT, true)).isEqualTo(Duration.ofSeconds(10));
        assertThat(backOff.hopeless()).isFalse();
    }

    @Test
    void aServiceThatWasNeverReadyFiveTimesInARowIsHopeless() {
        for (int i = 0; i < BackOff.HOPELESS_AFTER - 1; i++) {
            backOff.afterLife(SHORT, false);
        }
        assertThat(backOff.hopeless()).isFalse();

        backOff.afterLife(SHORT, false);

        assertThat(backOff.hopeless()).isTrue();
    }

    @Test
    void havingBeenReadyOnceMendsTheCount() {
        for (int i = 0; i < BackOff.HOPELESS_AFTER - 1; i++) {
            backOff.afterLife(SHORT, false);
        }
        backOff.afterLife(SHORT, true);
        backOff.afterLife(SHORT, false);

        assertThat(backOff.hopeless()).isFalse();
    }
}
