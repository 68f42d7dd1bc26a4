/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.observability;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A PromQL expression of a panel or an alarm.
 *
 * @param asker where it stands, for messages
 * @param expression as it stands there, with Grafana's variables
 */
public record Question(String asker, String expression) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-zA-Z]\\w*)");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern BRACES = Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])([a-z][a-z0-9]*(?:_[a-z0-9]+)+|up)(?!\\w|\\s*\\()");

    /** The metrics it is about. */
    Set<String> metrics() {
        String bare = BRACES.matcher(TEXT.matcher(expression).replaceAll("")).replaceAll("");
        return found(NAME, bare);
    }

    /** Grafana's variables in it; its own begin with two underscores and are not among them. */
    Set<String> variables() {
        return found(VARIABLE, expression);
    }

    /** As Grafana would send it while nothing is chosen: all of everything, over short times. */
    public String forEverything() {
        return expression
                .replace("$__rate_interval", "15s")
                .replace("$__range", "1m")
                .replaceAll("\\$\\{?[a-z]\\w*}?", ".*");
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    /** What dashboards and alarms ask the services that every city has. */
    public static List<Question> ofServices() {
        return inFiles(file -> !isOfClusters(file));
    }

    /** What they ask those that only a cluster has. */
    public static List<Question> ofClusters() {
        return inFiles(Question::isOfClusters);
    }

    private static boolean isOfClusters(Path file) {
        return file.getFileName().toString().startsWith("placement.");
    }

    private static List<Question> inFiles(Predicate<Path> chosen) {
        return Stream.concat(
                        Dashboard.all().stream()
                                .filter(dashboard -> chosen.test(dashboard.file()))
                                .flatMap(dashboard -> dashboard.questions().stream()),
                        Alarm.all().stream()
                                .filter(alarm -> chosen.test(alarm.file()))
                                .map(Alarm::measured))
                .toList();
    }
}
