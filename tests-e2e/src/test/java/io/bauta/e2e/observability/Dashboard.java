/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.e2e.house.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A dashboard as Grafana imports it.
 *
 * @param file where it lies
 * @param json all of it
 */
record Dashboard(Path file, JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Dashboard> all() {
        return Repository.sources(".json").stream()
                .filter(file -> file.startsWith(Repository.path("observability/dashboards")))
                .map(Dashboard::read)
                .toList();
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(file, JSON.readTree(Repository.read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    String title() {
        return json.path("title").asText();
    }

    /** Its panels, without the headings between them. */
    List<Panel> panels() {
        return elements(json.path("panels"))
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .map(panel -> new Panel(this, panel))
                .toList();
    }

    List<JsonNode> variables() {
        return elements(json.path("templating").path("list")).toList();
    }

    /** What its panels and its variables ask. */
    List<Question> questions() {
        return panels().stream().flatMap(panel -> panel.questions().stream()).toList();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public String toString() {
        return title();
    }

    /**
     * One picture on it.
     *
     * @param dashboard it is on
     * @param json all of it
     */
    record Panel(Dashboard dashboard, JsonNode json) {
        String text(String field) {
            return json.path(field).asText();
        }

        String unit() {
            return json.path("fieldConfig").path("defaults").path("unit").asText();
        }

        List<Question> questions() {
            return elements(json.path("targets"))
                    .map(target -> new Question(toString(), target.path("expr").asText()))
                    .toList();
        }

        /** Whether it lies over another one. */
        boolean covers(Panel other) {
            JsonNode here = json.path("gridPos");
            JsonNode there = other.json.path("gridPos");
            return meet(here, there, "x", "w") && meet(here, there, "y", "h");
        }

        private static boolean meet(JsonNode one, JsonNode other, String from, String length) {
            int begin = one.path(from).asInt();
            int otherBegin = other.path(from).asInt();
            return begin < otherBegin + other.path(length).asInt()
                    && otherBegin < begin + one.path(length).asInt();
        }

        @Override
        public String toString() {
            return dashboard + " / " + text("title");
        }
    }
}
