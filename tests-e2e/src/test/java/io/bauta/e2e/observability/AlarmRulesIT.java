/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bauta.e2e.actors.Operator.Finished;
import io.bauta.e2e.actors.Watchman;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules, tried by Prometheus' own tool. */
class AlarmRulesIT {
    @BeforeEach
    void promtool() {
        assumeTrue(Watchman.isHere(), Watchman.ABSENT);
    }

    @Test
    void theConfigurationAndItsRulesAreWhatPrometheusReads() {
        Finished checked = Watchman.checks("observability", "check", "config", "prometheus.yml");

        assertThat(checked.exitCode()).as(checked.output()).isZero();
        assertThat(checked.output()).contains("rules found");
    }

    @Test
    void everyStoryOfARuleComesOutAsItIsTold() {
        Stream<String> stories = Alarm.files().map(Path::getFileName).map(file -> "alerts/tests/" + file);

        Finished tested = Watchman.checks(
                "observability",
                Stream.concat(Stream.of("test", "rules"), stories).toArray(String[]::new));

        assertThat(tested.exitCode()).as(tested.output()).isZero();
        assertThat(tested.output().lines().filter(line -> line.contains("SUCCESS")))
                .hasSize((int) Alarm.files().count());
    }
}
