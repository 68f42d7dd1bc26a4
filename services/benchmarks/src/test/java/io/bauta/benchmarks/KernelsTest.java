/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every kernel really runs, and beside it the copy it is compared with; how fast is for ./bauta bench to say. */
class KernelsTest {
    private static Collection<RunResult> results;

    @BeforeAll
    static void everyBenchmarkOnce() throws RunnerException {
        results = new Runner(new OptionsBuilder()
                        .include("io\\.bauta\\..*")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(5))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    @Test
    void everyKernelIsMeasuredInNanosecondsAtEveryParameter() {
        assertThat(results).hasSize(29).allSatisfy(result -> {
            assertThat(result.getPrimaryResult().getScore()).isPositive();
            assertThat(result.getPrimaryResult().getScoreUnit()).isEqualTo("ns/op");
        });
    }

    @Test
    void everyClassHasACopyToCompareWith() {
        assertThat(classesWith("copy")).isEqualTo(classesWith(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BlockAveragesBenchmark", "NormalisationBenchmark"})
    void whatIsWrittenTwiceIsMeasuredTwice(String twins) {
        assertThat(classesWith("vector")).anyMatch(name -> name.endsWith(twins));
        assertThat(classesWith("scalar")).anyMatch(name -> name.endsWith(twins));
    }

    /** The classes with a benchmark of this name; all of them for an empty one. */
    private static Set<String> classesWith(String method) {
        return results.stream()
                .map(result -> result.getParams().getBenchmark())
                .filter(name -> name.endsWith(method.isEmpty() ? "" : "." + method))
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .collect(Collectors.toSet());
    }
}
