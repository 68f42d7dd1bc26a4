/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.bauta.e2e.house.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule by which Prometheus tells that something is wrong.
 *
 * @param file where it stands
 * @param json all of it
 */
record Alarm(Path file, JsonNode json) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    /** What is measured, and the number it is compared with. */
    private static final Pattern COMPARED = Pattern.compile("(?s)(.+\\S)\\s+(?:==|!=|>=|<=|>|<)\\s+[-\\d.]+");

    static List<Alarm> all() {
        return files().flatMap(file -> Dashboard.elements(read(file).path("groups"))
                        .flatMap(group -> Dashboard.elements(group.path("rules")))
                        .map(rule -> new Alarm(file, rule)))
                .toList();
    }

    /** Files with rules, without the stories that test them. */
    static Stream<Path> files() {
        return Repository.sources(".yaml").stream()
                .filter(file -> Repository.path("observability/alerts").equals(file.getParent()));
    }

    /** The stories of the rules in the same file. */
    JsonNode stories() {
        return read(file.resolveSibling("tests").resolve(file.getFileName())).path("tests");
    }

    String name() {
        return json.path("alert").asText();
    }

    String severity() {
        return json.path("labels").path("severity").asText();
    }

    String annotation(String name) {
        return json.path("annotations").path(name).asText();
    }

    String expression() {
        return json.path("expr").asText();
    }

    boolean compares() {
        return COMPARED.matcher(expression()).matches();
    }

    /** What it measures, whether or not that is too much: this must have an answer also while all is well. */
    Question measured() {
        Matcher compared = COMPARED.matcher(expression());
        return new Question("alarm " + name(), compared.matches() ? compared.group(1) : expression());
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(Repository.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
