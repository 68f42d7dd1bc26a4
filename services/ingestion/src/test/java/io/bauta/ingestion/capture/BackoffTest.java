/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15), new Random(7));

    @Test
    void waitsDoubleUpToTheCapAndNeverFallBelowHalf() {
        long ceiling = 500;
        for (int i = 0; i < 1000; i++) {
            assertThat(backoff.next().toMillis()).isBetween(ceiling / 2, ceiling);
            ceiling = Math.min(15_000, ceiling * 2);
        }
    }

    @Test
    void aGoodConnectionForgivesEarlierFailures() {
        for (int i = 0; i < 10; i++) {
            backoff.next();
        }
        backoff.reset();

        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(500));
    }
}
