/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.site;

import com.fasterxml.jackson.databind.JsonNode;
import io.bauta.contracts.Faults;
import io.bauta.contracts.SensorId;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping in a YAML file that knows its place, so that every fault can be noted where a person finds it. Reading never
 * throws: a wrong value is noted and the fallback returned.
 */
public final class YamlNode {
    private final JsonNode node;
    private final String path;
    private final Faults faults;

    public YamlNode(JsonNode node, String path, Faults faults) {
        this.node = node;
        this.path = path;
        this.faults = faults;
    }

    public String path() {
        return path;
    }

    public String path(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** Notes every field that is not one of those allowed: a misspelt setting must not be ignored silently. */
    public void allowOnly(String... fields) {
        Set<String> allowed = Set.of(fields);
        if (!node.isObject()) {
            faults.add(path, "must be a mapping");
            return;
        }
        node.properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !allowed.contains(field))
                .forEach(field -> faults.add(path(field), "is not known here; known: " + Arrays.toString(fields)));
    }

    public Optional<YamlNode> child(String field) {
        return has(field) ? Optional.of(new YamlNode(node.get(field), path(field), faults)) : Optional.empty();
    }

    public List<YamlNode> children(String field) {
        JsonNode list = node.get(field);
        if (list == null || list.isNull()) {
            return List.of();
        }
        if (!list.isArray()) {
            faults.add(path(field), "must be a list");
            return List.of();
        }
        List<YamlNode> children = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            children.add(new YamlNode(list.get(i), path(field) + "[" + i + "]", faults));
        }
        return children;
    }

    public Optional<String> text(String field) {
        if (!has(field)) {
            return Optional.empty();
        }
        String text = node.get(field).asText().strip();
        if (!node.get(field).isValueNode() || text.isEmpty()) {
            faults.add(path(field), "must be a text");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    public Optional<String> requiredText(String field, String why) {
        if (!has(field)) {
            faults.add(path(field), "is missing: " + why);
        }
        return text(field);
    }

    /** A DNS label, required. */
    public Optional<String> label(String field) {
        Optional<String> text = requiredText(field, "every entry needs a name of its own");
        text.filter(value -> !SensorId.isValid(value))
                .ifPresent(value -> faults.add(
                        path(field),
                        "'" + value + "' must be 1 to 63 characters a-z, 0-9 or '-', without '-' at either end"));
        return text.filter(SensorId::isValid);
    }

    public <E extends Enum<E>> E choice(String field, Class<E> type, E fallback) {
        return text(field)
                .map(text -> Arrays.stream(type.getEnumConstants())
                        .filter(candidate -> candidate.name().equalsIgnoreCase(text.replace('-', '_')))
                        .findFirst()
                        .orElseGet(() -> {
                            faults.add(
                                    path(field),
                                    "'" + text + "' is not one of "
                                            + Arrays.toString(type.getEnumConstants())
                                                    .toLowerCase(Locale.ROOT));
                            return fallback;
                        }))
                .orElse(fallback);
    }

    public int integer(String field, int fallback, int least, int most) {
        if (!has(field)) {
            return fallback;
        }
        JsonNode value = node.get(field);
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.asInt() < least || value.asInt() > most) {
            faults.add(path(field), "must be a whole number from " + least + " to " + most);
            return fallback;
        }
        return value.asInt();
    }

    public double number(String field, double fallback, double least, double most) {
        if (!has(field)) {
            return fallback;
        }
        JsonNode value = node.get(field);
        if (!value.isNumber() || !(value.asDouble() >= least && value.asDouble() <= most)) {
            faults.add(path(field), "must be a number from " + least + " to " + most);
            return fallback;
        }
        return value.asDouble();
    }

    public boolean flag(String field, boolean fallback) {
        if (!has(field)) {
            return fallback;
        }
        if (!node.get(field).isBoolean()) {
            faults.add(path(field), "must be true or false");
            return fallback;
        }
        return node.get(field).asBoolean();
    }

    /** The numbers of this node, which must be a list of them. */
    public List<Double> numbers() {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode value : node) {
            numbers.add(value.isNumber() ? value.asDouble() : Double.NaN);
        }
        return numbers;
    }

    /** Durations as {@code 500ms}, {@code 2s}, {@code 5m}, {@code 12h}, {@code 30d}, or ISO 8601 ({@code PT12H}). */
    public Duration duration(String field, Duration fallback, Duration least, Duration most) {
        Optional<String> text = text(field);
        if (text.isEmpty()) {
            return fallback;
        }
        Optional<Duration> parsed = parse(text.get());
        if (parsed.isEmpty()
                || parsed.get().compareTo(least) < 0
                || parsed.get().compareTo(most) > 0) {
            faults.add(
                    path(field),
                    "'" + text.get() + "' must be a duration such as 500ms, 2s or 30d, from " + least + " to " + most);
            return fallback;
        }
        return parsed.get();
    }

    private static Optional<Duration> parse(String text) {
        try {
            String number = text.replaceAll("[a-z]+$", "");
            return Optional.of(
                    switch (text.substring(number.length())) {
                        case "ms" -> Duration.ofMillis(Long.parseLong(number));
                        case "s" -> Duration.ofSeconds(Long.parseLong(number));
                        case "m" -> Duration.ofMinutes(Long.parseLong(number));
                        case "h" -> Duration.ofHours(Long.parseLong(number));
                        case "d" -> Duration.ofDays(Long.parseLong(number));
                        default -> Duration.parse(text);
                    });
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
