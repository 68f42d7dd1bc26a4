/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown document, as far as it can be held against what is there.
 *
 * @param file where it stands
 * @param prose everything outside fences
 * @param fences its snippets
 */
record Document(Path file, String prose, List<Fence> fences) {
    private static final Pattern FENCE = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    /**
     * A snippet between two lines of back-ticks.
     *
     * @param language what the first line names; empty for drawings
     */
    record Fence(String language, String text) {}

    static List<Document> all() {
        return Repository.sources(".md").stream().map(Document::read).toList();
    }

    static Document read(Path file) {
        String text = Repository.read(file);
        Matcher matcher = FENCE.matcher(text);
        List<Fence> fences = new ArrayList<>();
        while (matcher.find()) {
            fences.add(new Fence(matcher.group(1), matcher.group(2)));
        }
        return new Document(file, matcher.replaceAll(""), fences);
    }

    /** What stands between single back-ticks. */
    List<String> spans() {
        return found(SPAN, prose);
    }

    /** Targets of links inside the repository, without their fragment. */
    List<String> links() {
        return found(LINK, prose);
    }

    /** Spans in the first cell of each row of the tables whose first heading is one of these. */
    List<String> firstCells(String... headings) {
        List<String> cells = new ArrayList<>();
        boolean inside = false;
        for (String line : prose.lines().toList()) {
            String cell = line.startsWith("|") ? line.split("\\|", 3)[1].strip() : "";
            inside = line.startsWith("|") && (inside || List.of(headings).contains(cell));
            if (inside) {
                cells.addAll(found(SPAN, cell));
            }
        }
        return cells;
    }

    /** The folder its relative names start from: its module, or the top. */
    Path module() {
        return Repository.modules().stream()
                .map(Repository::path)
                .filter(file::startsWith)
                .findFirst()
                .orElseGet(() -> Repository.path(""));
    }

    /** The file a name in it stands for, from its own folder, its module or the top. */
    Optional<Path> resolve(String name) {
        return List.of(file.getParent(), module(), Repository.path("")).stream()
                .map(folder -> folder.resolve(name))
                .filter(candidate -> candidate.toFile().exists())
                .findFirst();
    }

    static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    @Override
    public String toString() {
        return Repository.path("").relativize(file).toString();
    }
}
