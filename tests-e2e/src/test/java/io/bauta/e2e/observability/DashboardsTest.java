/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bauta.e2e.house.Repository;
import io.bauta.e2e.observability.Dashboard.Panel;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes a dashboard one that a newcomer can read and Grafana can import. */
class DashboardsTest {
    private static final int COLUMNS = 24;
    private static final Set<String> KINDS =
            Set.of("stat", "timeseries", "bargauge", "state-timeline", "table", "geomap");

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    static Stream<Panel> panels() {
        return Dashboard.all().stream().flatMap(dashboard -> dashboard.panels().stream());
    }

    @Test
    void eachHasAnAddressOfItsOwnAndStandsInTheList() {
        assertThat(dashboards()).hasSizeGreaterThanOrEqualTo(5).allSatisfy(dashboard -> {
            String name = dashboard.file().getFileName().toString();
            assertThat(dashboard.json().path("uid").asText() + ".json").isEqualTo("bauta-" + name);
            assertThat(dashboard.json().path("description").asText()).endsWith(".");
            assertThat(dashboard.json().path("tags").valueStream().map(JsonNode::asText))
                    .contains("bauta");
            assertThat(Repository.read("observability/README.md")).contains("dashboards/" + name);
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void variablesAreDeclaredAndUsedAndTheSourceOfDataComesFirst(Dashboard dashboard) {
        List<String> declared = dashboard.variables().stream()
                .map(variable -> variable.path("name").asText())
                .toList();
        Set<String> used = Stream.concat(
                        dashboard.questions().stream(),
                        dashboard.variables().stream()
                                .map(variable -> new Question(
                                        "", variable.path("definition").asText())))
                .flatMap(question -> question.variables().stream())
                .collect(Collectors.toSet());

        assertThat(declared).startsWith("datasource", "site");
        assertThat(declared.subList(1, declared.size())).containsExactlyInAnyOrderElementsOf(used);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsLieBesideEachOtherAndHaveNumbersOfTheirOwn(Dashboard dashboard) {
        List<Panel> panels = dashboard.panels();

        assertThat(Dashboard.elements(dashboard.json().path("panels"))
                        .map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id > 0);
        assertThat(panels).allSatisfy(panel -> {
            JsonNode place = panel.json().path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
            assertThat(panels).noneMatch(other -> !other.equals(panel) && other.covers(panel));
        });
    }

    @ParameterizedTest
    @MethodSource("panels")
    void aPanelSaysWhatItShowsInWhichUnit(Panel panel) {
        assertThat(KINDS).contains(panel.text("type"));
        assertThat(panel.text("title")).isNotBlank();
        assertThat(panel.text("description")).endsWith(".").hasSizeGreaterThan(20);
        assertThat(panel.unit()).isNotBlank();
        assertThat(panel.json()
                        .path("fieldConfig")
                        .path("defaults")
                        .path("thresholds")
                        .path("steps"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("panels")
    void aPanelAsksTheChosenSourceForWhatTheDictionaryHas(Panel panel) {
        Set<String> known = MetricsDictionary.written();

        assertThat(panel.questions()).isNotEmpty().allSatisfy(question -> {
            assertThat(question.metrics()).isNotEmpty().allMatch(metric -> isKnown(metric, known));
            assertThat(question.expression()).contains("site=~\"$site\"");
        });
        assertThat(panel.json().findValues("datasource"))
                .isNotEmpty()
                .allMatch(source -> source.path("uid").asText().equals("${datasource}"));
    }

    /** Whether a metric is in the dictionary, by itself or as what a summary has beside it, or is Prometheus' own. */
    static boolean isKnown(String metric, Set<String> known) {
        return metric.equals("up") || known.contains(metric) || known.contains(metric.replaceAll("_(count|sum)$", ""));
    }
}
