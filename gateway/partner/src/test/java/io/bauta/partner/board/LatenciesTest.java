/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void withoutAnyThereAreNoFigures() {
        assertThat(latencies.figures()).isEqualTo(new SensorView.Latency(null, null, null));
    }

    @Test
    void percentilesAreThoseOfTheNearestRank() {
        for (int i = 1; i <= 100; i++) {
            latencies.add(i);
        }
        assertThat(latencies.figures()).isEqualTo(new SensorView.Latency(100L, 50L, 99L));
    }

    @Test
    void onlyTheLastOnesCount() {
        for (int i = 0; i < 1_000; i++) {
            latencies.add(9_999);
        }
        for (int i = 0; i < 128; i++) {
            latencies.add(7);
        }
        assertThat(latencies.figures()).isEqualTo(new SensorView.Latency(7L, 7L, 7L));
    }
}
