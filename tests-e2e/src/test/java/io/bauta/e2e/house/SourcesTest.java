/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiler does not see: length of files, words, and documents that name what is there. */
class SourcesTest {
    private static final int LONGEST_FILE = 400;
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern PATH_IN_CODE =
            Pattern.compile("`((?:services|gateway|tests-e2e|docs|\\.ci)/[^`* ]*)`");
    private static final Pattern COMMAND = Pattern.compile("\\./bauta ([a-z-]+)");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public .*\\b(?:class|record|interface|enum)\\b", Pattern.MULTILINE);

    @Test
    void noFileHoldsMoreThanOneThought() {
        assertThat(Stream.of(".java", ".py", ".ts", ".sh")
                        .flatMap(ending -> Repository.sources(ending).stream())
                        .filter(file -> Repository.read(file).lines().count() > LONGEST_FILE))
                .isEmpty();
    }

    @Test
    void everyPublicTypeSaysWhatItIsFor() {
        assertThat(Repository.sources(".java").stream()
                        .filter(file -> file.toString().contains("/src/main/"))
                        .filter(file -> !documented(Repository.read(file))))
                .isEmpty();
    }

    @Test
    void everyLinkInADocumentLeadsSomewhere() {
        for (Path document : Repository.sources(".md")) {
            for (String target : found(LINK, Repository.read(document))) {
                assertThat(document.resolveSibling(target))
                        .as(document + " → " + target)
                        .exists();
            }
        }
    }

    @Test
    void everyPathADocumentNamesIsThere() {
        for (Path document : Repository.sources(".md")) {
            for (String path : found(PATH_IN_CODE, Repository.read(document))) {
                assertThat(Files.exists(Repository.path(path)) || path.contains("/target/"))
                        .as(document + " names " + path)
                        .isTrue();
            }
        }
    }

    @Test
    void everyCommandADocumentNamesIsOneThatIsThere() {
        String script = Repository.read("bauta");
        for (Path document : Repository.sources(".md")) {
            for (String verb : found(COMMAND, Repository.read(document))) {
                assertThat(script).as(document + " names ./bauta " + verb).contains(verb);
            }
        }
    }

    @Test
    void everyModuleIntroducesItself() {
        assertThat(Repository.modules()).allSatisfy(module -> assertThat(Repository.path(module + "/README.md"))
                .exists());
    }

    @Test
    void nothingShippedPointsBesideTheCheckout() {
        assertThat(Stream.of(".java", ".yaml", ".properties", ".xml")
                        .flatMap(ending -> Repository.sources(ending).stream())
                        .filter(file -> !file.toString().contains("/src/test/")
                                && !file.toString().contains("tests-e2e"))
                        .filter(file -> Repository.read(file).contains("../shared")))
                .isEmpty();
    }

    private static boolean documented(String source) {
        Matcher type = PUBLIC_TYPE.matcher(source);
        if (!type.find()) {
            return true;
        }
        String before = source.substring(0, type.start());
        return before.substring(Math.max(before.lastIndexOf("\nimport "), before.lastIndexOf("\npackage ")))
                .contains("*/");
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
