/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.e2e.actors.Camera;
import io.bauta.e2e.actors.Operator;
import io.bauta.e2e.actors.Operator.Finished;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot work is said in one clear line, at once, and leaves nothing running. */
class ClearRefusalsIT {
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Operator operator;

    @BeforeEach
    void anOperatorWithAnEmptyHome() {
        operator = new Operator(folder.resolve("home"));
    }

    @AfterEach
    void theOperatorLeaves() {
        operator.close();
    }

    @Test
    void aFileThatIsNotThere() {
        refused(demo("--input", "/nowhere/street.mp4"), "/nowhere/street.mp4");
    }

    @Test
    void aFileThatIsNoMedia() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.mp4"), "nothing to see here");

        refused(demo("--input", text.toString()), "notes.mp4");
    }

    @Test
    void aCameraThatRefuses() {
        refused(demo("--input", "rtsp://operator:secret@127.0.0.1:9/stream"), "rtsp://***@127.0.0.1:9");
    }

    @Test
    void aPortInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            refused(demo("--page-port", port), port);
        }
    }

    @Test
    void aSiteFileWithFaultsHasAllOfThemListed() throws IOException {
        Path site = Files.writeString(folder.resolve("site.yaml"), """
                site: s
                node: n
                sensors:
                  - {id: a, source: x, policy: missing}
                """);

        Finished refused = operator.runs(
                SOON,
                "up",
                "--config",
                site.toString(),
                "--home",
                operator.home().toString());

        refused(refused, "purpose");
        assertThat(refused.errors()).contains("legalBasis").contains("'missing' is not declared");
    }

    @Test
    void anAnonymisedFileIsNotWrittenOverAnother() throws IOException {
        Path film = new Camera(folder).films("gate", "320x240", 10, 1);
        Path taken = Files.writeString(folder.resolve("taken.mp4"), "precious");

        refused(operator.runs(SOON, "anonymise", film.toString(), taken.toString()), "taken.mp4");

        assertThat(taken).hasContent("precious");
    }

    @Test
    void aCommandThatIsNotThere() {
        refused(operator.runs(SOON, "dance"), "dance");
    }

    private Finished demo(String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of(
                "demo",
                "--headless",
                "--seconds",
                "5",
                "--home",
                operator.home().toString()));
        all.addAll(List.of(arguments));
        return operator.runs(SOON, all.toArray(String[]::new));
    }

    private void refused(Finished command, String named) {
        assertThat(command.exitCode()).as(command.output() + command.errors()).isNotZero();
        assertThat(command.errors())
                .contains(named)
                .doesNotContain("secret")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
        assertThat(ProcessHandle.allProcesses().filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(operator.home().toString())))
                .isEmpty();
    }
}
