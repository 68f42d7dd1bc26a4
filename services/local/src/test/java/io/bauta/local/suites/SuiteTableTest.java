/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.suites;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTableTest {
    private static final String PASSED = "<testcase classname='io.bauta.A' name='holds' time='0.5'/>";
    private static final String SKIPPED =
            "<testcase classname='io.bauta.A' name='browser' time='0'><skipped message='Assumption failed: no"
                    + " Chromium here; apt-get install chromium'/></testcase>";
    private static final String FAILED =
            "<testcase classname='io.bauta.B' name='breaks' time='1.25'><failure message='expected 1'>long"
                    + " trace</failure></testcase>";

    @TempDir
    Path top;

    @Test
    void theLastLineAddsEverythingUp() throws IOException {
        reports("services/egress", "surefire-reports", PASSED + SKIPPED);
        reports("tests-e2e", "failsafe-reports", PASSED);

        Printed printed = print();

        assertThat(printed.text()).endsWith("\n2 passed, 0 failed, 1 skipped\n");
        assertThat(printed.exitCode()).isZero();
    }

    @Test
    void modulesAndSuitesHaveALineEach() throws IOException {
        reports("services/egress", "surefire-reports", PASSED);
        reports("services/egress", "failsafe-reports", PASSED + PASSED.replace("holds", "holds too"));
        reports("tests-e2e", "failsafe-reports", PASSED);

        assertThat(print("models").text())
                .containsPattern("unit +services/egress +1 +0 +0")
                .containsPattern("integration +services/egress +2 +0 +0")
                .containsPattern("e2e +tests-e2e +1 +0 +0")
                .containsPattern("models +not there yet");
    }

    @Test
    void aSkippedTestTellsWhyAndHowToGetIt() throws IOException {
        reports("services/egress", "surefire-reports", PASSED + SKIPPED);

        assertThat(print().text())
                .contains("skipped: no Chromium here; apt-get install chromium")
                .contains("A.browser");
    }

    @Test
    void testsInPythonCountLikeOthers() throws IOException {
        reports("services/egress", "surefire-reports", PASSED);
        reports(
                "models",
                "pytest-reports",
                "<testcase classname='tests.test_phinet' name='test_size' time='0.1'/><testcase"
                        + " classname='tests.test_data' name='test_people' time='0'><skipped type='pytest.skip'"
                        + " message='no shared data here'>file:1</skipped></testcase>");

        Printed printed = print();

        assertThat(printed.text())
                .containsPattern("models +models +1 +0 +1")
                .contains("skipped: no shared data here")
                .contains("test_data.test_people")
                .endsWith("\n2 passed, 0 failed, 1 skipped\n");
        assertThat(printed.exitCode()).isZero();
    }

    @Test
    void aFailureIsNamedAndMakesTheRunFail() throws IOException {
        reports("services/egress", "surefire-reports", PASSED + FAILED);

        Printed printed = print();

        assertThat(printed.text())
                .contains("FAILED: B.breaks")
                .contains("expected 1")
                .doesNotContain("long trace");
        assertThat(printed.exitCode()).isEqualTo(1);
    }

    @Test
    void whereNothingRanNothingIsProved() throws IOException {
        Printed printed = print();

        assertThat(printed.text()).contains("no test ran").endsWith("0 passed, 0 failed, 0 skipped\n");
        assertThat(printed.exitCode()).isEqualTo(1);
    }

    private void reports(String module, String kind, String cases) throws IOException {
        Path folder =
                Files.createDirectories(top.resolve(module).resolve("target").resolve(kind));
        Files.writeString(folder.resolve("TEST-x.xml"), "<testsuite name='x'>" + cases + "</testsuite>");
    }

    private record Printed(String text, int exitCode) {}

    private Printed print(String... absent) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int code = new SuiteTable(SuiteTable.reports(top), List.of(absent)).print(new PrintStream(text, true, UTF_8));
        return new Printed(text.toString(UTF_8), code);
    }
}
