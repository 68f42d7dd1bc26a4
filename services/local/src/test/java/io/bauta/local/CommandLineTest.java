/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private static final Path HELP = Path.of("src/main/help");
    private static final Pattern OPTION = Pattern.compile("^ {2}(--[a-z-]+)", Pattern.MULTILINE);
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up", "status", "down", "anonymise", "detect", "exempt", "bench", "doctor"})
    void theHelpPageNamesEveryOptionAndNoOther(String verb) throws IOException {
        CommandLine command = Bauta.commandLine(System.err).getSubcommands().get(verb);
        Set<String> real = command.getCommandSpec().options().stream()
                .map(option -> option.longestName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(OPTION.matcher(Files.readString(HELP.resolve(verb + ".txt")))
                        .results()
                        .map(this::name))
                .containsExactlyInAnyOrderElementsOf(real);
    }

    @Test
    void theFirstPageNamesEveryVerb() throws IOException {
        String page = Files.readString(HELP.resolve("bauta.txt"));

        assertThat(Bauta.commandLine(System.err).getSubcommands().keySet())
                .filteredOn(verb -> !verb.equals("quick-starts"))
                .allSatisfy(verb -> assertThat(page).contains("\n  " + verb));
    }

    @Test
    void aWrongOptionIsOneLineThatSaysWhereToLook() {
        assertThat(run("demo", "--colour", "red")).isEqualTo(ExitCode.USAGE.number());
        assertThat(errors.toString(UTF_8))
                .contains("--colour")
                .contains("./bauta demo --help")
                .hasLineCount(1);
    }

    @Test
    void aFileThatIsNotThereIsOneLine() {
        assertThat(run("demo", "--input", "/nowhere/x.mp4")).isEqualTo(ExitCode.LACKING.number());
        assertThat(errors.toString(UTF_8))
                .contains("/nowhere/x.mp4 is not there")
                .hasLineCount(1);
    }

    @Test
    void aCameraThatRefusesIsOneLineWithoutItsPassword() {
        assertThat(run("demo", "--input", "rtsp://operator:geheim@127.0.0.1:9/stream"))
                .isEqualTo(ExitCode.LACKING.number());
        assertThat(errors.toString(UTF_8))
                .contains("rtsp://***@127.0.0.1:9/stream")
                .containsOnlyOnce("; check")
                .doesNotContain("geheim")
                .hasLineCount(1);
    }

    @Test
    void aSiteFileThatIsNotThereIsOneLine() {
        assertThat(run("up", "--config", "/nowhere/site.yaml")).isEqualTo(ExitCode.LACKING.number());
        assertThat(errors.toString(UTF_8))
                .contains("/nowhere/site.yaml is not there")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5"})
    void aRunOfNoLengthIsRefused(String seconds) {
        assertThat(run("demo", "--seconds=" + seconds)).isEqualTo(ExitCode.USAGE.number());
        assertThat(errors.toString(UTF_8)).contains("--seconds " + seconds).hasLineCount(1);
    }

    @Test
    void aReportThatCouldNotBeWrittenIsRefusedBeforeTheRun(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(run("demo", "--report", file.resolve("report.json").toString()))
                .isEqualTo(ExitCode.LACKING.number());
        assertThat(errors.toString(UTF_8))
                .contains("--report", "is not a folder")
                .hasLineCount(1);
    }

    @Test
    void aFolderIsNoReport(@TempDir Path folder) {
        assertThat(run("demo", "--report", folder.toString())).isEqualTo(ExitCode.USAGE.number());
        assertThat(errors.toString(UTF_8)).contains("is a folder").hasLineCount(1);
    }

    @Test
    void aHomeThatCannotBeMadeIsOneLine(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(run("bench", "--only", "file", "--home", file.resolve("home").toString()))
                .isEqualTo(ExitCode.LACKING.number());
        assertThat(errors.toString(UTF_8)).contains("--home").hasLineCount(1);
    }

    @Test
    void aMeasurementThatThereIsNotIsOneLine() {
        assertThat(run("bench", "--only", "beauty")).isEqualTo(ExitCode.USAGE.number());
        assertThat(errors.toString(UTF_8))
                .contains("beauty")
                .contains("latency")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--hours 0", "--hours 1000", "--microphones 1,0", "--voice mute"})
    void aDayThatCannotBeIsOneLine(String options) {
        List<String> arguments = new ArrayList<>(List.of("bench", "--only", "day"));
        arguments.addAll(List.of(options.split(" ")));

        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(ExitCode.USAGE.number());
        assertThat(errors.toString(UTF_8)).contains(options.split(" ")[0]).hasLineCount(1);
    }

    private int run(String... arguments) {
        return Bauta.run(new PrintStream(errors, true, UTF_8), arguments);
    }

    private String name(MatchResult match) {
        return match.group(1);
    }

    @Test
    void anUnforeseenFaultIsToldByClassAndPlaceWithoutItsMessage() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        IllegalStateException fault =
                new IllegalStateException("what was said in the street", new IllegalArgumentException("who it was"));

        Bauta.unforeseen(fault, new PrintStream(said, true, UTF_8));

        assertThat(said.toString(UTF_8))
                .contains(IllegalStateException.class.getName(), IllegalArgumentException.class.getName())
                .contains("at " + fault.getStackTrace()[0])
                .doesNotContain("street", "who it was");
    }
}
