/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.local.observation.SensorFigures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The start is over when half of the newest chunks of every camera keep the target; single late ones do not prolong it. */
class ContinuumBenchTest {
    private static final double TARGET = 750;

    @Test
    void aCameraThatStillWorksOffTheStartKeepsTheMeasurementWaiting() {
        assertThat(ContinuumBench.settled(List.of(camera(580L, 600L), camera(1_900L, 2_400L)), TARGET))
                .isFalse();
    }

    @Test
    void singleLateChunksAreLeftToBeMeasured() {
        assertThat(ContinuumBench.settled(List.of(camera(580L, 1_400L), camera(610L, 2_400L)), TARGET))
                .isTrue();
    }

    @Test
    void aCameraOfWhichNothingArrivesHasNotSettled() {
        assertThat(ContinuumBench.settled(List.of(camera(580L, 600L), camera(null, null)), TARGET))
                .isFalse();
    }

    private static SensorFigures camera(Long p50, Long p99) {
        long chunks = p50 == null ? 0 : 20;
        return new SensorFigures(
                "gate",
                "video",
                chunks,
                chunks,
                Map.of(),
                chunks,
                0,
                0,
                new SensorFigures.Latency(chunks, p50, p99, p99),
                0,
                0,
                0,
                false);
    }
}
