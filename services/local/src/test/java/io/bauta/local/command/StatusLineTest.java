/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.local.observation.SensorFigures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    @Test
    void theLineAddsSensorsUpAndShowsTheWorstLatency() {
        String line = StatusLine.line(
                Duration.ofSeconds(75), true, List.of(sensor("a", 12, 10, 700L), sensor("b", 5, 5, null)));

        assertThat(line).isEqualTo("  75 s  up  sensors 2  released 15  withheld 2  at fog 15  worst p99 700 ms");
    }

    private static SensorFigures sensor(String id, long received, long released, Long p99) {
        return new SensorFigures(
                id,
                "video",
                received,
                released,
                Map.of(),
                released,
                0,
                0,
                new SensorFigures.Latency(released, p99, p99, p99),
                0,
                0,
                0,
                false);
    }
}
