/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.house;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every setting there is: the typed mappings of the services, their property files, and what scripts read. */
final class Settings {
    private static final Pattern MAPPING = Pattern.compile(
            "@ConfigMapping\\(prefix = \"([^\"]+)\"\\)\\s*public interface \\w+ \\{(.*)}", Pattern.DOTALL);
    private static final Pattern GROUP = Pattern.compile("\\binterface (\\w+) \\{([^{}]*)}");
    private static final Pattern METHOD = Pattern.compile("^\\s+([\\w<>]+) (\\w+)\\(\\);", Pattern.MULTILINE);
    private static final Pattern PROPERTY = Pattern.compile("^((?:bauta|quarkus)\\.[a-z0-9.-]+)=", Pattern.MULTILINE);
    private static final Pattern VARIABLE = Pattern.compile("\\b(BAUTA_[A-Z_]+)\\b");

    private final Set<String> properties = new HashSet<>();
    private final Set<String> variables = new HashSet<>();

    private Settings() {}

    static Settings read() {
        Settings settings = new Settings();
        for (String java : Repository.texts(".java", "/src/main/")) {
            Matcher mapping = MAPPING.matcher(java);
            if (mapping.find()) {
                settings.addMapping(mapping.group(1), mapping.group(2));
            }
            settings.variables.addAll(Document.found(VARIABLE, java));
        }
        Repository.texts(".properties", "/src/main/")
                .forEach(file -> settings.properties.addAll(Document.found(PROPERTY, file)));
        Stream.of(List.of(Repository.read("bauta")), Repository.texts(".sh", ""))
                .flatMap(List::stream)
                .forEach(script -> settings.variables.addAll(Document.found(VARIABLE, script)));
        settings.variables.addAll(Document.found(
                VARIABLE,
                Repository.read(Repository.path("tests-e2e/src/test/java/io/bauta/e2e/house/Repository.java"))));
        return settings;
    }

    private void addMapping(String prefix, String body) {
        addGroup(prefix, GROUP.matcher(body).replaceAll(""), body);
    }

    private void addGroup(String prefix, String own, String all) {
        Matcher method = METHOD.matcher(own);
        while (method.find()) {
            String name = prefix + "." + kebab(method.group(2));
            String group = groups(all, method.group(1));
            if (group == null) {
                properties.add(name);
            } else {
                addGroup(name, group, all);
            }
        }
    }

    private static String groups(String all, String type) {
        Matcher group = GROUP.matcher(all);
        while (group.find()) {
            if (group.group(1).equals(type)) {
                return group.group(2);
            }
        }
        return null;
    }

    /** Whether a property of this whole name is there. */
    boolean has(String property) {
        return properties.contains(property);
    }

    /** Whether a property ends so: tables write the common beginning once. */
    boolean hasEnding(String ending) {
        return properties.stream().anyMatch(property -> property.endsWith("." + ending));
    }

    /** Whether something reads this environment variable: by its name, or as a property's other spelling. */
    boolean hasVariable(String name) {
        return variables.contains(name)
                || properties.stream().anyMatch(property -> property.toUpperCase(Locale.ROOT)
                        .replaceAll("[^A-Z0-9]", "_")
                        .equals(name));
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
