/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script itself, as far as it goes without building anything. */
class ScriptTest {
    private static final Path SCRIPT = Path.of("../../bauta").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up", "status", "down", "anonymise", "exempt", "test", "bench", "doctor", "build"})
    void everyVerbHasAHelpPage(String verb) throws Exception {
        Finished help = runs(Map.of(), SCRIPT, verb, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).startsWith("Usage: ./bauta " + verb);
    }

    @Test
    void withoutAVerbItTellsWhatThereIs() throws Exception {
        assertThat(runs(Map.of(), SCRIPT).output()).contains("demo").contains("doctor");
    }

    @Test
    void anUnknownVerbIsRefused() throws Exception {
        Finished refused = runs(Map.of(), SCRIPT, "dance");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.output()).contains("'dance'").contains("--help");
    }

    @Test
    void anUnknownSuiteIsRefused() throws Exception {
        Finished refused = runs(Map.of(), SCRIPT, "test", "everything");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.output()).contains("'everything'").contains("unit integration e2e");
    }

    @Test
    void itIsFoundThroughLinksToLinks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), SCRIPT);
        Path linkToLink = Files.createSymbolicLink(folder.resolve("second"), Path.of("link"));

        assertThat(runs(Map.of(), linkToLink, "demo", "--help").exitCode()).isZero();
        assertThat(link).isSymbolicLink();
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() throws Exception {
        Path java17 = jdk("seventeen", "17.0.2");

        Finished refused = runs(
                Map.of("JAVA_HOME", java17.toString(), "BAUTA_JAVA_FOLDERS", folder + "/none", "PATH", plainPath()),
                SCRIPT,
                "doctor");

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.output())
                .contains("needs a JDK 25")
                .contains("found: 17")
                .contains("sdk install java 25")
                .contains("BAUTA_JAVA_HOME");
    }

    @Test
    void aWrongExplicitJdkIsNotReplacedSilently() throws Exception {
        Path java17 = jdk("seventeen", "17.0.2");

        Finished refused = runs(Map.of("BAUTA_JAVA_HOME", java17.toString()), SCRIPT, "doctor");

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.output()).contains("BAUTA_JAVA_HOME=" + java17 + " holds no JDK 25");
    }

    @Test
    void aJdkInOneOfTheUsualFoldersIsFound() throws Exception {
        jdk("jvms/eleven", "11.0.1");
        Path wanted = jdk("jvms/twenty-five", "25.0.1");

        Finished found = runs(
                Map.of(
                        "JAVA_HOME",
                        "",
                        "BAUTA_JAVA_FOLDERS",
                        folder.resolve("jvms").toString(),
                        "PATH",
                        plainPath()),
                Path.of("/bin/bash"),
                "-c",
                "root=/ ; fail() { echo \"$@\"; exit 3; }; say() { echo \"$@\"; }; . "
                        + SCRIPT.resolveSibling("services/local/shell/toolchain.sh")
                        + "; find_java; echo \"$JAVA_HOME\"");

        assertThat(found.output().strip()).isEqualTo(wanted.toString());
    }

    /** Enough of a JDK to be taken for one. */
    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Path javac = Files.writeString(home.resolve("bin/javac"), "#!/bin/sh\n");
        assertThat(javac.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** The usual tools without any JDK. */
    private String plainPath() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool :
                List.of("bash", "sh", "sed", "dirname", "basename", "readlink", "tr", "sort", "cat", "env", "grep")) {
            Path real = java.util.stream.Stream.of("/usr/bin/", "/bin/")
                    .map(place -> Path.of(place + tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            if (!Files.exists(bin.resolve(tool))) {
                Files.createSymbolicLink(bin.resolve(tool), real);
            }
        }
        return bin.toString();
    }

    private record Finished(int exitCode, String output) {}

    private Finished runs(Map<String, String> environment, Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Finished(process.waitFor(), output);
    }
}
