/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiler does not see: length of files, words, and that each module introduces itself. */
class SourcesTest {
    private static final int LONGEST_FILE = 400;
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
    void everyModuleIntroducesItself() {
        assertThat(Repository.modules()).allSatisfy(module -> assertThat(Repository.path(module + "/README.md"))
                .exists());
    }

    /** Notes and trials that somebody left behind are found here. */
    @Test
    void onlyWhatWasDecidedStandsAtTheTop() throws IOException {
        String decided = Repository.read("docs/adr/0001-what-stands-at-the-top.md");
        try (Stream<Path> top = Files.list(Repository.path("."))) {
            assertThat(top.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .filter(name -> !decided.contains(name)))
                    .isEmpty();
        }
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
}
