/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What {@code ./bauta} understands, by its help pages; the launcher's own tests hold those against the code. */
final class CommandPages {
    private static final Pattern OPTION = Pattern.compile("^ {2}(--[a-z-]+)", Pattern.MULTILINE);
    private static final Pattern CALL = Pattern.compile("(?:^|\\s)\\./bauta((?:[ \\t]+[^\\s|&;]+)*)");
    private static final Pattern SUITES = Pattern.compile("SUITES='([^']+)'");

    private CommandPages() {}

    /** Every call of the script in a snippet or a span, as words. */
    static List<List<String>> calls(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("\\s#.*", ""))
                .flatMap(line -> Document.found(CALL, line).stream())
                .map(call -> Arrays.stream(call.strip().split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .toList())
                .toList();
    }

    /** What in a call the script would not know; empty if it knows all. */
    static List<String> unknown(List<String> call) {
        if (call.isEmpty() || call.getFirst().equals("--help")) {
            return List.of();
        }
        String verb = call.getFirst();
        if (!Files.exists(page(verb))) {
            return List.of(verb);
        }
        Set<String> options = options(verb);
        List<String> unknown = new ArrayList<>();
        for (String word : call.subList(1, call.size())) {
            boolean known = word.startsWith("--")
                    ? options.contains(word) || word.equals("--help")
                    : !verb.equals("test") || suites().contains(word);
            if (!known) {
                unknown.add(verb + " " + word);
            }
        }
        return unknown;
    }

    /** Whether some command has this option. */
    static boolean anyHas(String option) {
        return Repository.sources(".txt").stream()
                .filter(page -> page.startsWith(Repository.path("services/local/src/main/help")))
                .anyMatch(page -> Document.found(OPTION, Repository.read(page)).contains(option));
    }

    private static Set<String> options(String verb) {
        return new TreeSet<>(Document.found(OPTION, Repository.read(page(verb))));
    }

    private static List<String> suites() {
        return List.of(Document.found(SUITES, Repository.read("services/local/shell/test.sh"))
                .getFirst()
                .split(" "));
    }

    private static Path page(String verb) {
        return Repository.path("services/local/src/main/help/" + verb + ".txt");
    }
}
