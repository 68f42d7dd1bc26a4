/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.local.observation.EdgeFigures;
import io.bauta.local.observation.SensorFigures.Latency;
import io.bauta.local.report.RunReport.ServiceFigures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three cameras on one processor: no frame may be lost, and what was not measured is not kept. */
class LiveBenchTest {
    private static final double TARGET = 650;

    @Test
    void theStartIsOverWhenEveryCameraKeepsTheTargetHalfOfTheTime() {
        assertThat(LiveBench.settled(List.of(camera(600L, 900L, 500), camera(640L, 700L, 500)), TARGET))
                .isTrue();
        assertThat(LiveBench.settled(List.of(camera(600L, 900L, 500), camera(660L, 700L, 500)), TARGET))
                .isFalse();
        assertThat(LiveBench.settled(List.of(camera(600L, 900L, 500), camera(null, null, 0)), TARGET))
                .isFalse();
        assertThat(LiveBench.settled(List.of(), TARGET)).isFalse();
    }

    @Test
    void oneLostFrameBreaksThePromise() {
        assertThat(LiveBench.lost(List.of(camera(600L, 640L, 500), camera(600L, 640L, 500)), 0)
                        .met())
                .isTrue();
        Figure broken = LiveBench.lost(List.of(camera(600L, 640L, 500), camera(600L, 640L, 499)), 0);

        assertThat(broken.met()).isFalse();
        assertThat(broken.value()).isEqualTo(1.0);
        assertThat(broken.details()).containsEntry("framesDelivered", 1_000L);
    }

    @Test
    void whereNoFrameCameNothingIsKept() {
        assertThat(LiveBench.lost(List.of(), 0).met()).isFalse();
        assertThat(LiveBench.latency("gate", camera(null, null, 0), TARGET, 60).met())
                .isFalse();
        assertThat(LiveBench.memory(anonymiser(null)).met()).isFalse();
    }

    @Test
    void latencyAndMemoryAreHeldAgainstTheirTargets() {
        assertThat(LiveBench.latency("gate", camera(600L, 649L, 500), TARGET, 60)
                        .met())
                .isTrue();
        assertThat(LiveBench.latency("gate", camera(600L, 651L, 500), TARGET, 60)
                        .met())
                .isFalse();
        assertThat(LiveBench.memory(anonymiser(399L << 20)).met()).isTrue();
        assertThat(LiveBench.memory(anonymiser(401L << 20)).met()).isFalse();
    }

    @Test
    void theFigureSaysWhichProcessorItHad() {
        Figure processor = new Figure("live processor", "busy", 80.0, "%", null, Map.of());

        assertThat(LiveBench.processor(processor, "processor 1 alone").details())
                .containsEntry("had", "processor 1 alone");
    }

    private static EdgeFigures camera(Long p50, Long p99, long released) {
        return new EdgeFigures(new Latency(p50 == null ? 0 : 300, p50, p99, p99), 0, p50 == null ? 0 : 500, released);
    }

    private static ServiceFigures anonymiser(Long rss) {
        return new ServiceFigures("video-anonymiser", 1, 1, rss, 1L, 0);
    }
}
