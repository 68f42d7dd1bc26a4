/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ships beside our own code, by the notices the build writes for every module. */
class LicencesTest {
    /** Lines are {@code (licence) (licence) name (group:artifact:version - url)}. */
    private static final Pattern DEPENDENCY = Pattern.compile("^ +((?:\\([^()]+(?:\\([^()]*\\)[^()]*)*\\) )+)(.*)$");

    private static final Pattern FREE_TO_SHIP = Pattern.compile(
            "(?i).*(apache|mit|bsd|epl|eclipse|edl|isc|cc0|public domain|lgpl|mpl|unicode|w3c|upl|go license).*");

    @BeforeEach
    void modulesArePackaged() {
        assumeTrue(
                Files.exists(Repository.path("services/local/target/bauta-local.jar")),
                "notices are written when the modules are packaged, which './bauta test' does and its unit suite alone"
                        + " does not");
    }

    @Test
    void everyModuleListsWhatItShips() {
        assertThat(Repository.modules().stream().filter(module -> !module.equals("tests-e2e")))
                .allSatisfy(module -> assertThat(notices(module)).exists());
    }

    @Test
    void nothingShipsUnderALicenceThatBindsTheUsersCode() {
        for (String module : Repository.modules()) {
            if (Set.of("tests-e2e", "services/libs/testing", "services/benchmarks")
                    .contains(module)) {
                continue;
            }
            for (String line : Repository.read(notices(module)).lines().toList()) {
                Matcher dependency = DEPENDENCY.matcher(line);
                if (dependency.matches()) {
                    assertThat(dependency.group(1))
                            .as(module + ": " + dependency.group(2))
                            .matches(FREE_TO_SHIP);
                }
            }
        }
    }

    @Test
    void theNoticeNamesWhatIsNotPermissive() {
        assertThat(List.of("FFmpeg", "LGPL", "OpenH264"))
                .allSatisfy(name -> assertThat(Repository.read("NOTICE")).contains(name));
        assertThat(Files.exists(Repository.path("LICENSE"))).isTrue();
    }

    private static Path notices(String module) {
        return Repository.path(module).resolve("target/generated-sources/license/THIRD-PARTY.txt");
    }
}
