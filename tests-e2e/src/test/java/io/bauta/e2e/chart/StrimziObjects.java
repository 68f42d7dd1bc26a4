/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;

/** A chart's objects for Strimzi as they are written, so that nothing is lost that a type would not know. */
public final class StrimziObjects {
    private StrimziObjects() {}

    static List<JsonNode> in(Chart chart) {
        try (MappingIterator<JsonNode> all = new ObjectMapper()
                .readerFor(JsonNode.class)
                .with(new YAMLFactory())
                .readValues(chart.text())) {
            return all.readAll().stream()
                    .filter(one ->
                            StrimziDefinitions.kinds().contains(one.path("kind").asText()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a kind. */
    public static Stream<JsonNode> ofKind(Chart chart, String kind) {
        return in(chart).stream().filter(one -> one.path("kind").asText().equals(kind));
    }

    static Stream<JsonNode> acls(JsonNode user) {
        return StreamSupport.stream(user.at("/spec/authorization/acls").spliterator(), false);
    }

    /** By name what a user may do, a line {@code type pattern name operation} for each. */
    static Map<String, Set<String>> users(Chart chart) {
        return ofKind(chart, "KafkaUser")
                .collect(toMap(
                        user -> user.at("/metadata/name").asText(),
                        user -> acls(user).flatMap(StrimziObjects::lines).collect(toCollection(TreeSet::new))));
    }

    private static Stream<String> lines(JsonNode acl) {
        JsonNode resource = acl.path("resource");
        return StreamSupport.stream(acl.path("operations").spliterator(), false)
                .map(operation -> String.join(
                        " ",
                        resource.path("type").asText(),
                        resource.path("patternType").asText(),
                        resource.path("name").asText(),
                        operation.asText()));
    }

    /** The same of rules that Kafka is told itself. */
    static Map<String, Set<String>> byPrincipal(Set<AclBinding> rules) {
        return rules.stream()
                .collect(groupingBy(
                        rule -> rule.entry().principal().replaceFirst("^User:", ""),
                        mapping(StrimziObjects::line, toCollection(TreeSet::new))));
    }

    private static String line(AclBinding rule) {
        String type =
                switch (rule.pattern().resourceType()) {
                    case TOPIC -> "topic";
                    case GROUP -> "group";
                    case TRANSACTIONAL_ID -> "transactionalId";
                    default -> throw new IllegalArgumentException("no word of Strimzi's for " + rule);
                };
        String pattern = rule.pattern().patternType() == PatternType.PREFIXED ? "prefix" : "literal";
        String operation =
                switch (rule.entry().operation()) {
                    case READ -> "Read";
                    case WRITE -> "Write";
                    case DESCRIBE -> "Describe";
                    case DESCRIBE_CONFIGS -> "DescribeConfigs";
                    default -> throw new IllegalArgumentException("no word of Strimzi's for " + rule);
                };
        return String.join(" ", type, pattern, rule.pattern().name(), operation);
    }
}
