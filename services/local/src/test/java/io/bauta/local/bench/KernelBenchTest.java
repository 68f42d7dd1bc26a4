/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.local.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JMH says becomes figures that can be read: a kernel beside its copy and its twin. */
class KernelBenchTest {
    private static final String RESULTS = """
            [{"benchmark": "io.bauta.x.AveragesBenchmark.vector", "params": {"block": "40"},
              "primaryMetric": {"score": 50.0}},
             {"benchmark": "io.bauta.x.AveragesBenchmark.scalar", "params": {"block": "40"},
              "primaryMetric": {"score": 400.0}},
             {"benchmark": "io.bauta.x.AveragesBenchmark.copy", "params": {"block": "40"},
              "primaryMetric": {"score": 25.0}},
             {"benchmark": "io.bauta.x.CoverBenchmark.cover", "params": {"method": "SOLID"},
              "primaryMetric": {"score": 30.0}},
             {"benchmark": "io.bauta.x.CoverBenchmark.copy", "primaryMetric": {"score": 60.0}}]
            """;

    @Test
    void everyKernelStandsBesideItsCopyAndItsTwin() throws IOException {
        List<Figure> figures = KernelBench.figures(new ObjectMapper().readTree(RESULTS));

        assertThat(figures)
                .extracting(Figure::name)
                .containsExactly(
                        "kernel Averages.scalar(40)", "kernel Averages.vector(40)", "kernel Cover.cover(SOLID)");
        assertThat(figures.get(1).value()).isEqualTo(50.0);
        assertThat(figures.get(1).details()).containsEntry("timesOfCopy", 2.0).containsEntry("timesOfScalar", 0.125);
        assertThat(figures.get(2).details()).containsOnlyKeys("timesOfCopy").containsEntry("timesOfCopy", 0.5);
    }

    @Test
    void withoutTheModuleItSaysWhatMakesIt(@TempDir Path empty) {
        KernelBench bench = new KernelBench(new BenchmarkPrograms(empty), () -> false);

        assertThatThrownBy(() -> bench.measure(empty))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("./bauta build");
    }
}
