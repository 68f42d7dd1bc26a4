/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.contracts.policy.VideoPolicy.FrameMethod;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.local.Refusal;
import io.bauta.local.file.FileReport.Covered;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.sight.Sight;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person has a photograph and wants it anonymous. */
class PictureAnonymiserTest {
    private static final AnonymisationPolicy STRICTEST = AnonymisationPolicy.strictest();
    private static final FileProgress GO_ON = (done, total) -> true;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"out.jpg", "out.JPEG", "out.png"})
    void aPhotographIsHiddenAtFullSize(String name) throws IOException {
        Path photograph = TestPicture.photograph(folder.resolve("in.jpg"), 1);
        Path out = folder.resolve(name);

        FileReport done = FileAnonymiser.anonymise(new FileJob(photograph, out, STRICTEST), GO_ON);

        BufferedImage shown = ImageIO.read(out.toFile());
        assertThat(shown.getWidth()).isEqualTo(TestPicture.WIDTH);
        assertThat(shown.getHeight()).isEqualTo(TestPicture.HEIGHT);
        assertThat(contrast(ImageIO.read(photograph.toFile()))).isGreaterThan(90);
        assertThat(contrast(shown)).isLessThan(10);
        assertThat(done.methods()).containsExactly("frame:mosaic");
        assertThat(done.frames()).isEqualTo(1);
        assertThat(done.weak()).isFalse();
        assertThat(left()).containsExactlyInAnyOrder("in.jpg", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.jpg", "out.png"})
    void nothingThatTheCameraWroteBesideItsPixelsIsLeft(String name) throws IOException {
        Path photograph = TestPicture.photograph(folder.resolve("in.jpg"), 6);
        Path out = folder.resolve(name);

        FileAnonymiser.anonymise(new FileJob(photograph, out, STRICTEST), GO_ON);

        assertThat(Files.readString(photograph, ISO_8859_1)).contains("Exif", TestPicture.CAMERA, TestPicture.PLACE);
        assertThat(Files.readString(out, ISO_8859_1))
                .doesNotContain("Exif", "eXIf", "http://ns.adobe.com", "iTXt", TestPicture.CAMERA, TestPicture.PLACE);
    }

    /** The red corner is where the first row and column meet; the tag says where that belongs. */
    @ParameterizedTest
    @CsvSource({
        "1, left, top", "2, right, top", "3, right, bottom", "4, left, bottom",
        "5, left, top", "6, right, top", "7, right, bottom", "8, left, bottom"
    })
    void aPhotographStandsUprightThoughItsTagIsGone(int tag, String column, String row) throws IOException {
        Path photograph = TestPicture.photograph(folder.resolve("in.jpg"), tag);
        Path out = folder.resolve("out.png");

        FileAnonymiser.anonymise(new FileJob(photograph, out, STRICTEST), GO_ON);

        BufferedImage shown = ImageIO.read(out.toFile());
        boolean lay = tag >= 5;
        assertThat(shown.getWidth()).isEqualTo(lay ? TestPicture.HEIGHT : TestPicture.WIDTH);
        assertThat(shown.getHeight()).isEqualTo(lay ? TestPicture.WIDTH : TestPicture.HEIGHT);
        for (String across : List.of("left", "right")) {
            for (String down : List.of("top", "bottom")) {
                Color corner = new Color(shown.getRGB(
                        across.equals("left") ? 8 : shown.getWidth() - 9,
                        down.equals("top") ? 8 : shown.getHeight() - 9));
                assertThat(corner.getRed() - corner.getBlue() > 120)
                        .as(across + " " + down + " is " + corner)
                        .isEqualTo(across.equals(column) && down.equals(row));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif"})
    void otherFormatsAreReadToo(String format) throws IOException {
        Path picture = TestPicture.plain(folder.resolve("in." + format));
        Path out = folder.resolve("out.png");

        FileReport done = FileAnonymiser.anonymise(new FileJob(picture, out, solid()), GO_ON);

        assertThat(contrast(ImageIO.read(out.toFile()))).isZero();
        assertThat(done.methods()).containsExactly("frame:solid");
    }

    @Test
    void whatIsFoundIsHiddenTheRestStaysAndTheReportCountsIt() throws IOException {
        Path photograph = TestPicture.photograph(folder.resolve("in.jpg"), 6);
        Path out = folder.resolve("out.png");
        AnonymisationPolicy faces = new AnonymisationPolicy(
                new PolicyReference("faces", 1),
                VideoPolicy.of(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.NONE)),
                AudioPolicy.mute());
        // Red belongs to the upper right of the upright picture: that is where the eye is shown it.
        Sight eye = seeing(new Detection(ObjectKind.FACE, 136, 0, 64, 64, 0.9f, List.of()));

        FileReport done = FileAnonymiser.anonymise(
                new FileJob(photograph, out, faces, () -> eye, Hearing.none(), Optional.empty()), GO_ON);

        BufferedImage shown = ImageIO.read(out.toFile());
        Color hidden = new Color(shown.getRGB(168, 32));
        assertThat(hidden.getRed() - hidden.getBlue()).isLessThan(20);
        assertThat(contrast(shown.getSubimage(0, 200, 200, 120))).isGreaterThan(90);
        assertThat(done.regions()).containsEntry("head", 1);
        assertThat(done.covered()).containsExactly(new Covered(0, done.regions()));
        assertThat(done.models()).isEqualTo(Map.of("detector", "0".repeat(64)));
    }

    @Test
    void whatCannotBeDoneIsOneLineAndLeavesNothing() throws IOException {
        Path film = TestFilm.withSound(folder.resolve("film.mp4"), 5);
        Path text = Files.writeString(folder.resolve("text.jpg"), "no picture");
        Path picture = TestPicture.plain(folder.resolve("a.png"));

        refused(film, "b.png", "more than one picture");
        refused(text, "b.png", "text.jpg");
        refused(picture, "b.mp4", "name OUT .jpg or .png");
        refused(picture, "no/b.png", "folder exists");
        assertThatThrownBy(() -> FileAnonymiser.anonymise(
                        new FileJob(picture, folder.resolve("b.png"), STRICTEST), (done, total) -> false))
                .isInstanceOf(FileStoppedException.class);
        assertThat(left()).containsExactlyInAnyOrder("film.mp4", "text.jpg", "a.png");
    }

    private void refused(Path input, String output, String said) {
        assertThatThrownBy(() -> FileAnonymiser.anonymise(new FileJob(input, folder.resolve(output), STRICTEST), GO_ON))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("\n");
    }

    private static Sight seeing(Detection found) {
        return new Sight() {
            @Override
            public List<Detection> look(Frame frame) {
                assertThat(frame.width()).isEqualTo(TestPicture.HEIGHT);
                return List.of(found);
            }

            @Override
            public Set<ObjectKind> kinds() {
                return Set.of(ObjectKind.values());
            }

            @Override
            public String model() {
                return "0".repeat(64);
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    private static AnonymisationPolicy solid() {
        return new AnonymisationPolicy(
                new PolicyReference("solid", 1), VideoPolicy.of(FrameMethod.SOLID), AudioPolicy.mute());
    }

    /** The mean step from one pixel to the fourth beside it, or below it, whichever is larger. */
    private static double contrast(BufferedImage picture) {
        double across = 0;
        double down = 0;
        long pixels = 0;
        for (int y = 0; y < picture.getHeight() - 4; y++) {
            for (int x = 0; x < picture.getWidth() - 4; x++) {
                int here = picture.getRGB(x, y) & 0xFF;
                across += Math.abs(here - (picture.getRGB(x + 4, y) & 0xFF));
                down += Math.abs(here - (picture.getRGB(x, y + 4) & 0xFF));
                pixels++;
            }
        }
        return Math.max(across, down) / pixels;
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
