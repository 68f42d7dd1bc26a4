/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.e2e.house.Repository;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes an alarm one that somebody who is woken by it can act on. */
class AlarmsTest {
    private static final String RUNBOOKS = "observability/runbooks";

    static List<Alarm> alarms() {
        return Alarm.all();
    }

    @ParameterizedTest
    @MethodSource("alarms")
    void anAlarmSaysWhatItIsAndComparesWhatTheDictionaryHas(Alarm alarm) {
        assertThat(alarm.name()).matches("([A-Z][a-z]+)+");
        assertThat(alarm.severity()).isIn("critical", "warning", "info");
        assertThat(alarm.annotation("summary")).isNotBlank().doesNotEndWith(".");
        assertThat(alarm.annotation("description")).endsWith(".");
        assertThat(alarm.compares()).as(alarm.expression()).isTrue();
        assertThat(alarm.measured().metrics())
                .isNotEmpty()
                .allMatch(metric -> DashboardsTest.isKnown(metric, MetricsDictionary.written()));
    }

    @ParameterizedTest
    @MethodSource("alarms")
    void whoIsWokenFindsWhatItMeansWhatToLookAtAndWhatToDo(Alarm alarm) {
        assertThat(alarm.annotation("runbook")).isEqualTo("runbooks/" + alarm.name() + ".md");

        assertThat(Repository.read(RUNBOOKS + "/" + alarm.name() + ".md"))
                .startsWith("# " + alarm.name() + "\n")
                .contains("## What it means", "## What to look at", "## What to do");
    }

    @ParameterizedTest
    @MethodSource("alarms")
    void anAlarmHasAStoryInWhichItIsQuietAndOneInWhichItRings(Alarm alarm) {
        assertThat(Dashboard.elements(alarm.stories())
                        .filter(story -> story.path("name").asText().startsWith(alarm.name() + ", ")))
                .singleElement()
                .satisfies(story -> {
                    String tests = story.path("promql_expr_test").toString();
                    assertThat(tests)
                            .contains("alertname=\\\"" + alarm.name() + "\\\"", "\"exp_samples\":[]", "\"value\":");
                });
    }

    @Test
    void everyRunbookAndEveryRowOfTheListBelongsToAnAlarm() {
        Set<String> names = Set.copyOf(alarms().stream().map(Alarm::name).toList());

        assertThat(names).hasSameSizeAs(alarms());
        assertThat(Repository.sources(".md").stream()
                        .filter(file -> file.startsWith(Repository.path(RUNBOOKS)))
                        .map(file -> file.getFileName().toString().replace(".md", "")))
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(names);
    }

    private static Stream<String> listed() {
        return Repository.read("observability/README.md")
                .lines()
                .filter(line -> line.matches("\\| \\[\\w+]\\(runbooks/.*"))
                .map(line -> line.replaceAll("^\\| \\[(\\w+)].*", "$1"));
    }
}
