/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.house;

import static java.util.stream.Collectors.groupingBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a document may name: types, members, packages and metrics, found in the project's own Java files. */
final class Sources {
    private static final Pattern TYPE =
            Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)\\s*(?:[<({]|extends|implements|permits)");
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z_]*)\"");
    private static final Pattern UNIT = Pattern.compile("_(total|seconds|seconds_max|seconds_count|bucket)$");
    private static final List<String> BORROWED =
            List.of("java.lang.", "java.util.", "java.time.", "java.nio.", "java.nio.file.", "java.util.concurrent.");

    private final Map<String, List<String>> byType;
    private final Set<String> packages;
    private final List<String> measuring;

    private Sources(List<String> files) {
        byType = files.stream()
                .flatMap(file -> Document.found(TYPE, file).stream().map(type -> Map.entry(type, file)))
                .collect(groupingBy(
                        Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.<String>toUnmodifiableList())));
        packages = files.stream()
                .flatMap(file -> Document.found(PACKAGE, file).stream())
                .collect(Collectors.toSet());
        measuring = files.stream().filter(file -> file.contains("\"bauta_")).toList();
    }

    static Sources read() {
        return new Sources(
                Repository.sources(".java").stream().map(Repository::read).toList());
    }

    /** Whether a type of this simple name is the project's own, or one of the JDK that needs no explanation. */
    boolean hasType(String name) {
        return byType.containsKey(name)
                || BORROWED.stream().map(from -> load(from + name)).anyMatch(Objects::nonNull);
    }

    /** Whether the file of a type of the project mentions a member of this name. */
    boolean hasMember(String type, String member) {
        return !byType.containsKey(type)
                || byType.get(type).stream().anyMatch(file -> file.matches("(?s).*\\b" + member + "\\b.*"));
    }

    /** A whole name, or the end of one after an ellipsis. */
    boolean hasPackage(String name) {
        return name.startsWith("…")
                ? packages.stream().anyMatch(known -> known.endsWith("." + name.substring(1)))
                : packages.stream().anyMatch(known -> known.equals(name) || known.startsWith(name + "."));
    }

    /** Whether a module has a room, by the last parts of its package's name. */
    boolean hasRoom(Path module, String name) {
        return Stream.of("src/main/java", "src/test/java")
                .map(module::resolve)
                .filter(folder -> folder.toFile().isDirectory())
                .flatMap(folder -> Repository.folders(folder).stream())
                .anyMatch(folder -> folder.endsWith(name.replace('.', '/')));
    }

    /** Whether something measures under this name, which may carry the endings that the exposition format adds. */
    boolean hasMetric(String name) {
        String plain = UNIT.matcher(name).replaceFirst("");
        return measuring.stream().anyMatch(file -> {
            List<String> literals = Document.found(LITERAL, file);
            return literals.contains(plain)
                    || literals.contains(name)
                    || literals.stream()
                            .filter(prefix -> prefix.endsWith("_") && plain.startsWith(prefix))
                            .anyMatch(prefix -> literals.contains(plain.substring(prefix.length()))
                                    || literals.contains(name.substring(prefix.length())));
        });
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }
}
