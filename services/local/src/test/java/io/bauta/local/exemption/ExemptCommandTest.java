/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.provenance.Digests;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.local.CommandLines;
import io.bauta.local.ExitCode;
import io.bauta.local.file.TestFilm;
import io.bauta.local.file.TestPicture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paul issues exemptions on the command line, and Olga uses them. */
class ExemptCommandTest {
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path film;

    @BeforeEach
    void aFilm() {
        film = TestFilm.withSound(folder.resolve("film.mp4"), 10);
    }

    @Test
    void issuesOneThatHoldsForTheFilmFromNowOn() throws IOException {
        assertThat(issued("--expires", "48h", "--person", "5,5,30,30@f3")).isEqualTo(ExitCode.WELL.number());

        SignedExemption read =
                SignedExemption.read(exemption(), NodeKey.readPublic(folder.resolve("keys/node.pub")), Instant.now());
        read.demandFor(film);
        assertThat(read.exemption().person()).hasSize(2);
        assertThat(Duration.between(
                        read.exemption().notBefore(), read.exemption().expires()))
                .isEqualTo(Duration.ofDays(2));
        assertThat(errors.toString(UTF_8)).contains("held no key, so one was made there");
    }

    @ParameterizedTest
    @CsvSource({
        "31d, at most 30 days",
        "0d, lies after",
        "2020-01-01, lies after",
        "2020-01-01T00:00:00Z, lies after",
        "soon, --expires is like",
        "2027-13-01, --expires is like"
    })
    void issuesNoneThatHoldsTooLongOrNeverAtAll(String expires, String why) {
        assertThat(issued("--expires", expires)).isNotEqualTo(ExitCode.WELL.number());
        assertThat(errors.toString(UTF_8)).contains(why);
        assertThat(exemption()).doesNotExist();
        assertThat(folder.resolve("keys")).doesNotExist();
    }

    @Test
    void issuesNoneForAnythingButAFilm() throws IOException {
        TestPicture.plain(folder.resolve("picture.png"));

        assertThat(issuedFor(folder.resolve("picture.png").toString())).isEqualTo(ExitCode.USAGE.number());
        assertThat(issuedFor(folder.toString())).isEqualTo(ExitCode.USAGE.number());
        assertThat(issuedFor("rtsp://camera.example/stream")).isEqualTo(ExitCode.USAGE.number());
        assertThat(errors.toString(UTF_8)).contains("is none", "not a folder", "never for a camera");
        assertThat(exemption()).doesNotExist();
    }

    @Test
    void isNeitherUsedAloneNorForAFolderNorUnderAPolicyThatLooksForNobody() throws IOException {
        issued();

        refused(
                ExitCode.USAGE,
                "go together",
                "--policy",
                "street",
                "--exemption",
                exemption().toString());
        refused(ExitCode.USAGE, "go together", "--policy", "street", "--trust", trust());
        refused(ExitCode.USAGE, "looks for nobody", "--exemption", exemption().toString(), "--trust", trust());
        Files.createDirectory(folder.resolve("films"));
        film = folder.resolve("films");
        refused(ExitCode.USAGE, "not a folder", with(exemption()));
    }

    @Test
    void isRefusedForAnotherFilmAndWhenItIsTornOrTrustedByNobody() throws IOException {
        issued();
        Path torn = Files.writeString(
                folder.resolve("torn.json"), Files.readString(exemption()).substring(9));
        NodeKey.createIfAbsent(folder.resolve("others"));
        Path other = folder.resolve("others/node.pub");

        refused(ExitCode.LACKING, "vouches for", with(torn));
        refused(ExitCode.LACKING, "no file that can be read", with(folder.resolve("nowhere.json")));
        refused(
                ExitCode.LACKING,
                "no trusted key",
                "--policy",
                "street",
                "--exemption",
                exemption().toString(),
                "--trust",
                other.toString());
        refused(
                ExitCode.LACKING,
                "holds no public key",
                "--policy",
                "street",
                "--exemption",
                exemption().toString(),
                "--trust",
                exemption().toString());
        film = TestFilm.withSound(folder.resolve("other.mp4"), 11);
        refused(ExitCode.LACKING, "holds for another file", with(exemption()));
    }

    @Test
    void isRefusedBeforeItsTimeAndAfterIt() throws IOException {
        issued();
        Instant now = Instant.now();
        Path early = signed("early.json", now.plusSeconds(3600));
        Path late = signed("late.json", now.minus(Duration.ofDays(20)));

        refused(ExitCode.LACKING, "not yet", with(early));
        refused(ExitCode.LACKING, "expired", with(late));
    }

    @ParameterizedTest
    @ValueSource(strings = {"up --config site.yaml", "demo"})
    void nothingLiveTakesOne(String call) {
        List<String> arguments = new ArrayList<>(List.of(call.split(" ")));
        arguments.addAll(List.of("--exemption", "x.json"));
        assertThat(run(arguments)).isEqualTo(ExitCode.USAGE.number());
        assertThat(errors.toString(UTF_8)).contains("Unknown option", "--exemption");
    }

    private Path signed(String name, Instant from) throws IOException {
        Exemption exemption = new Exemption(
                Digests.sha256(film),
                "AR-17",
                "GDPR Art. 15",
                List.of(Place.of("10,10,20,20@0.1")),
                from,
                from.plus(Duration.ofDays(10)));
        SignedExemption.write(exemption, folder.resolve("keys"), folder.resolve(name));
        return folder.resolve(name);
    }

    private String[] with(Path exemption) {
        return new String[] {"--policy", "street", "--exemption", exemption.toString(), "--trust", trust()};
    }

    private void refused(ExitCode code, String why, String... options) {
        errors.reset();
        List<String> arguments = new ArrayList<>(
                List.of("anonymise", film.toString(), folder.resolve("out.mp4").toString()));
        arguments.addAll(List.of(options));
        assertThat(run(arguments)).as(why).isEqualTo(code.number());
        assertThat(errors.toString(UTF_8)).contains(why).hasLineCount(1);
        assertThat(folder.resolve("out.mp4")).doesNotExist();
    }

    private int issued(String... more) {
        return issuedFor(film.toString(), more);
    }

    private int issuedFor(String given, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("exempt", given, exemption().toString(), "--person", "10,10,20,20@0.1", "--case", "AR-17"));
        arguments.addAll(List.of(
                "--because", "GDPR Art. 15", "--key", folder.resolve("keys").toString()));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    private int run(List<String> arguments) {
        return CommandLines.run(new PrintStream(errors, true, UTF_8), arguments);
    }

    private Path exemption() {
        return folder.resolve("exemption.json");
    }

    private String trust() {
        return folder.resolve("keys/node.pub").toString();
    }
}
