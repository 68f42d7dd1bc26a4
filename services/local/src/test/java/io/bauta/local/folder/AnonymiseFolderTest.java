/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.local.CommandLines;
import io.bauta.local.ExitCode;
import io.bauta.local.file.TestFilm;
import io.bauta.local.file.TestPicture;
import io.bauta.local.street.WatchedFile;
import io.bauta.videoanonymiser.sight.Sight;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person has a folder of pictures and films and wants all of them anonymous. */
class AnonymiseFolderTest {
    @TempDir
    private Path place;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private Path holidays;
    private Path out;

    @BeforeEach
    void aFolderOfHolidays() throws IOException {
        holidays = place.resolve("holidays");
        out = place.resolve("out");
        Files.createDirectories(holidays.resolve("sea"));
        TestPicture.plain(holidays.resolve("a.png"));
        TestPicture.plain(holidays.resolve("b.bmp"));
        TestPicture.plain(holidays.resolve("sea/c.jpg"));
        TestFilm.withSound(holidays.resolve("sea/film.mkv"), 30);
        Files.writeString(holidays.resolve("notes.txt"), "what we ate");
    }

    @Test
    void everyPictureAndFilmIsInTheOtherFolderAndWhatIsNeitherIsNamed() throws IOException {
        assertThat(anonymise("--report", place.resolve("report.json").toString(), "--preview", preview()))
                .isEqualTo(ExitCode.WELL.number());

        assertThat(left()).containsExactly("a.png", "b.bmp.png", "sea/c.jpg", "sea/film.mkv");
        assertThat(WatchedFile.of(out.resolve("sea/film.mkv")).mostSteps()).isLessThan(16);
        assertThat(errors.toString(UTF_8)).contains("notes.txt is neither picture nor film nor sound");
        JsonNode report =
                new ObjectMapper().readTree(place.resolve("report.json").toFile());
        assertThat(report.path("files")).hasSize(4);
        assertThat(report.path("passedOver")).extracting(JsonNode::asText).containsExactly("notes.txt");
        assertThat(report.path("failed")).isEmpty();
        assertThat(report.path("stopped").asBoolean()).isFalse();
    }

    @Test
    void thePreviewShowsNothingButWhatIsAnonymous() throws IOException {
        assertThat(anonymise("--frame", "solid", "--preview", preview())).isEqualTo(ExitCode.WELL.number());

        BufferedImage sheet = ImageIO.read(Path.of(preview()).toFile());
        assertThat(sheet.getWidth()).isEqualTo(4 * 480);
        for (int x = 0; x < 480; x++) {
            assertThat(sheet.getRGB(x, 100)).isEqualTo(sheet.getRGB(0, 100));
        }
    }

    @Test
    void theNextRunGoesOnWithWhatIsNotThereYet() throws IOException {
        anonymise();
        Files.delete(out.resolve("sea/c.jpg"));
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(out.resolve("a.png"), longAgo);

        assertThat(anonymise("--report", place.resolve("report.json").toString()))
                .isEqualTo(ExitCode.WELL.number());

        JsonNode report =
                new ObjectMapper().readTree(place.resolve("report.json").toFile());
        assertThat(report.path("files")).hasSize(1);
        assertThat(report.path("present"))
                .extracting(JsonNode::asText)
                .containsExactly("a.png", "b.bmp.png", "sea/film.mkv");
        assertThat(Files.getLastModifiedTime(out.resolve("a.png"))).isEqualTo(longAgo);

        assertThat(anonymise("--force")).isEqualTo(ExitCode.WELL.number());
        assertThat(Files.getLastModifiedTime(out.resolve("a.png"))).isNotEqualTo(longAgo);
    }

    @Test
    void oneThatFailsIsNamedAndTheOthersAreDone() throws IOException {
        Files.writeString(holidays.resolve("a-broken.jpg"), "no picture");
        Files.writeString(holidays.resolve("sea/broken.mp4"), "no film");

        assertThat(anonymise()).isEqualTo(ExitCode.FAILED.number());

        assertThat(left()).containsExactly("a.png", "b.bmp.png", "sea/c.jpg", "sea/film.mkv");
        assertThat(errors.toString(UTF_8))
                .contains("a-broken.jpg", "broken.mp4")
                .doesNotContain("    at ");
    }

    @Test
    void whoStopsItFindsWholeFilesOnlyAndGoesOnLater() throws IOException {
        List<Double> shares = new ArrayList<>();

        FolderReport stopped = FolderAnonymiser.anonymise(job(), stoppingInTheFilm(shares));

        assertThat(stopped.stopped()).isTrue();
        assertThat(stopped.files()).hasSize(3);
        assertThat(shares).isSorted();
        assertThat(left()).containsExactly("a.png", "b.bmp.png", "sea/c.jpg");

        assertThat(anonymise()).isEqualTo(ExitCode.WELL.number());
        assertThat(left()).contains("sea/film.mkv");
    }

    @Test
    void aFolderInTheOtherIsRefusedBeforeAnythingIsWritten() throws IOException {
        out = holidays.resolve("anonymous");
        assertThat(anonymise()).isEqualTo(ExitCode.USAGE.number());
        assertThat(out).doesNotExist();

        out = place;
        assertThat(anonymise()).isEqualTo(ExitCode.USAGE.number());
        out = holidays.resolve("notes.txt");
        assertThat(anonymise()).isEqualTo(ExitCode.USAGE.number());
        assertThat(errors.toString(UTF_8)).contains("lies in the other", "a folder becomes a folder");
    }

    @Test
    void aLinkBackDoesNotLoseTheOriginal() throws IOException {
        Files.createDirectories(out);
        Files.createSymbolicLink(out.resolve("sea"), holidays.resolve("sea"));
        byte[] before = Files.readAllBytes(holidays.resolve("sea/c.jpg"));

        assertThat(anonymise("--force")).isEqualTo(ExitCode.FAILED.number());

        assertThat(holidays.resolve("sea/c.jpg")).hasBinaryContent(before);
        assertThat(errors.toString(UTF_8)).contains("a link leads from OUT back");
    }

    private FolderJob job() {
        return new FolderJob(
                holidays, out, AnonymisationPolicy.strictest(), Sight.none(), Hearing.none(), Optional.empty(), false);
    }

    private static FolderProgress stoppingInTheFilm(List<Double> shares) {
        return new FolderProgress() {
            @Override
            public boolean reached(double share) {
                shares.add(share);
                return share <= 0.85;
            }

            @Override
            public void said(String line) {
                assertThat(line).contains("notes.txt");
            }
        };
    }

    private int anonymise(String... more) {
        List<String> arguments = new ArrayList<>(List.of("anonymise", holidays.toString(), out.toString()));
        arguments.addAll(List.of(more));
        return CommandLines.run(new PrintStream(errors, true, UTF_8), arguments);
    }

    private String preview() {
        return place.resolve("sheet.png").toString();
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
