/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.observability;

import com.fasterxml.jackson.databind.JsonNode;
import io.bauta.e2e.house.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What services say of themselves in Prometheus' text format, written down for people: the files {@code metrics*.md}. */
public final class MetricsDictionary {
    /** Where that of the services lies. */
    public static final String FILE = "observability/metrics.md";

    /** Where that of what only clusters have lies. */
    public static final String OF_CLUSTERS = "observability/metrics-cluster.md";

    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) (\\S+) (.*)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+.*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern NAMED = Pattern.compile("^\\| `([a-z0-9_]+)` \\|", Pattern.MULTILINE);
    private static final Map<String, String> UNITS = Map.of(
            "_seconds", "s", "_bytes", "bytes", "_dbfs", "dBFS", "_ns", "ns", "_per_second", "1/s", "_celsius", "°C");
    private static final String OWN = "bauta_";

    private final Map<String, List<Family>> byService = new LinkedHashMap<>();
    private final String writer;
    private final List<Question> questions;

    private MetricsDictionary(String writer, List<Question> questions) {
        this.writer = writer;
        this.questions = questions;
    }

    /**
     * What one service of a cluster says.
     *
     * @param writer the test that asked it
     * @param exposition its answer
     */
    public static MetricsDictionary ofCluster(String writer, String service, String exposition) {
        MetricsDictionary dictionary = new MetricsDictionary(writer, Question.ofClusters());
        dictionary.byService.put(service, families(exposition));
        return dictionary;
    }

    /**
     * Asks every service of a run.
     *
     * @param status as {@code ./bauta status --json} tells it
     */
    public static MetricsDictionary of(JsonNode status) {
        MetricsDictionary dictionary = new MetricsDictionary("StandingCityIT", Question.ofServices());
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (JsonNode service : status.path("services")) {
                String name = service.path("name").asText();
                URI metrics = URI.create(
                        "http://127.0.0.1:" + service.path("metricsPort").asInt() + "/q/metrics");
                dictionary.byService.put(
                        name,
                        families(client.send(
                                        HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                                .body()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return dictionary;
    }

    /** The whole file. Of what is not Bauta's own, it lists what dashboards and alarms ask for. */
    public String text() {
        Set<String> asked = questions.stream()
                .flatMap(question -> question.metrics().stream())
                .collect(Collectors.toSet());
        StringBuilder text = new StringBuilder("""
                # Metrics

                What each service says at `/q/metrics`, by the name that Prometheus shows. Written from the running services by
                `%s`, which fails when this file is not what they say, and tells how to renew it. Names, labels and
                meanings stand in the `metrics` package of each service.

                A counter only rises, and is there from the start with 0; ask for its `rate` or `increase`. A summary has the
                label `quantile` (0.5 and 0.99), and `_count`, `_sum` and `_max` beside it. What Prometheus adds to every
                series (`job`, `tier`, `site`, `node`) comes from the file that names its targets.
                """.formatted(writer));
        byService.forEach((service, families) -> {
            text.append("\n## ").append(service).append("\n\n");
            table(
                    text,
                    families.stream()
                            .filter(family -> family.name.startsWith(OWN))
                            .toList());
        });
        Map<String, Family> shared = new TreeMap<>();
        byService.values().stream()
                .flatMap(List::stream)
                .filter(family -> !family.name.startsWith(OWN) && asked.contains(family.shown()))
                .forEach(family -> shared.putIfAbsent(family.shown(), family));
        if (!shared.isEmpty()) {
            text.append("\n## From Quarkus and Kafka, as far as dashboards ask for it\n\n");
            table(text, List.copyOf(shared.values()));
        }
        return text.toString();
    }

    /** The names in the files as they are. */
    static Set<String> written() {
        return NAMED.matcher(Repository.read(FILE) + Repository.read(OF_CLUSTERS))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static void table(StringBuilder text, List<Family> families) {
        text.append("| metric | type | labels | unit | meaning |\n|---|---|---|---|---|\n");
        families.forEach(family -> text.append("| `%s` | %s | %s | %s | %s |%n"
                .formatted(family.shown(), family.type, String.join(", ", family.labels), family.unit(), family.help)));
    }

    private static List<Family> families(String exposition) {
        Map<String, Family> families = new TreeMap<>();
        for (String line : exposition.lines().toList()) {
            Matcher comment = COMMENT.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (comment.matches()) {
                Family family = families.computeIfAbsent(plain(comment.group(2)), Family::new);
                if (comment.group(1).equals("HELP")) {
                    family.help = comment.group(3).replace("\\\"", "\""); // one of the two formats escapes them
                } else {
                    family.type = comment.group(3);
                }
            } else if (sample.matches()) {
                owner(families, sample.group(1)).addLabels(sample.group(2));
            }
        }
        families.keySet().removeIf(name -> name.endsWith("_max") && families.containsKey(name.replaceAll("_max$", "")));
        return new ArrayList<>(families.values().stream()
                .sorted(Comparator.comparing(Family::shown))
                .toList());
    }

    /** The family a sample belongs to: the longest name that its own begins with. */
    private static Family owner(Map<String, Family> families, String sample) {
        return families.values().stream()
                .filter(family -> sample.matches(Pattern.quote(family.name) + "(_total|_count|_sum|_bucket|_created)?"))
                .max(Comparator.comparingInt(family -> family.name.length()))
                .orElseGet(() -> new Family(sample));
    }

    /** Counters are named with or without their ending, as the format has it. */
    private static String plain(String name) {
        return name.replaceAll("_total$", "");
    }

    /** All series of one name. */
    private static final class Family {
        private final String name;
        private final Set<String> labels = new TreeSet<>();
        private String type = "";
        private String help = "";

        Family(String name) {
            this.name = name;
        }

        void addLabels(String text) {
            if (text != null) {
                LABEL.matcher(text).results().map(match -> match.group(1)).forEach(labels::add);
            }
            labels.remove("quantile");
        }

        /** As Prometheus shows it. */
        String shown() {
            return type.equals("counter") ? name + "_total" : name;
        }

        String unit() {
            return UNITS.entrySet().stream()
                    .filter(unit -> name.endsWith(unit.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }
    }
}
