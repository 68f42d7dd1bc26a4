/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.local.CommandLines;
import io.bauta.local.ExitCode;
import io.bauta.local.file.TestFilm;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person wants to know what the detectors see in pictures of their own. */
class DetectCommandTest {
    private static final String MODEL = "../../models/exported/street";
    private static final int FRAMES = 12;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void everyFrameOfAVideoIsOneLineInPixelsOfTheVideo() throws IOException {
        Path film = TestFilm.withSound(folder.resolve("film.mp4"), FRAMES);

        assertThat(detect(film, "--min-score", "0.05")).isEqualTo(ExitCode.WELL.number());

        List<JsonNode> lines = lines();
        assertThat(lines).hasSize(FRAMES);
        assertThat(lines)
                .extracting(line -> line.path("frame").asInt())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("file").asText()).isEqualTo(film.toString());
            assertThat(line.path("width").asInt()).isPositive();
            assertThat(line.path("height").asInt()).isPositive();
            assertThat(line.path("ms").asDouble()).isPositive();
            assertThat(line.path("detections").isArray()).isTrue();
        });
    }

    @Test
    void aFolderIsLookedThroughAndWhatIsNoPictureIsToldAndPassedOver() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        draw(pictures.resolve("b.png"));
        draw(pictures.resolve("a.jpg"));
        Files.writeString(pictures.resolve("notes.txt"), "nothing to see");

        assertThat(detect(pictures, "--preview", folder.resolve("sheet.png").toString()))
                .isEqualTo(ExitCode.WELL.number());

        assertThat(lines())
                .extracting(line ->
                        Path.of(line.path("file").asText()).getFileName().toString())
                .containsExactly("a.jpg", "b.png");
        assertThat(errors.toString(UTF_8)).contains("notes.txt");
        BufferedImage sheet = ImageIO.read(folder.resolve("sheet.png").toFile());
        assertThat(sheet.getWidth()).isEqualTo(2 * 480);
        assertThat(sheet.getHeight()).isEqualTo(360);
    }

    @Test
    void onlyTheKindsAskedForAreTold() throws IOException {
        Path picture = draw(folder.resolve("a.png"));

        assertThat(detect(picture, "--kinds", "plate,head", "--min-score", "0")).isEqualTo(ExitCode.WELL.number());

        assertThat(lines().getFirst().path("detections"))
                .isNotEmpty()
                .extracting(found -> found.path("kind").asText())
                .containsOnly("plate", "head");
    }

    @Test
    void whatIsWrongIsOneLine() throws IOException {
        Path picture = draw(folder.resolve("a.png"));

        assertThat(detect(picture, "--kinds", "cat")).isEqualTo(ExitCode.USAGE.number());
        assertThat(detect(picture, "--size", "300x200")).isEqualTo(ExitCode.LACKING.number());
        assertThat(detect(picture, "--min-score", "7")).isEqualTo(ExitCode.USAGE.number());
        assertThat(detect(folder.resolve("nowhere.png"))).isEqualTo(ExitCode.LACKING.number());
        assertThat(detect(picture, "--model", folder.resolve("none.onnx").toString()))
                .isEqualTo(ExitCode.LACKING.number());
        Files.writeString(folder.resolve("text.onnx"), "no network");
        assertThat(detect(picture, "--model", folder.resolve("text.onnx").toString()))
                .isEqualTo(ExitCode.LACKING.number());
        assertThat(errors.toString(UTF_8))
                .contains("not 'cat'", "multiples of 32", "from 0 to 1", "nowhere.png", "none.onnx", "cannot be loaded")
                .doesNotContain("    at ");
    }

    private int detect(Path input, String... more) {
        List<String> arguments = new ArrayList<>(List.of("detect", input.toString()));
        arguments.addAll(List.of("--json", json().toString()));
        if (Stream.of(more).noneMatch("--model"::equals)) {
            arguments.addAll(List.of("--model", MODEL));
        }
        arguments.addAll(List.of(more));
        return CommandLines.run(new PrintStream(errors, true, UTF_8), arguments);
    }

    private Path json() {
        return folder.resolve("found.jsonl");
    }

    private List<JsonNode> lines() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(json())) {
            lines.add(json.readTree(line));
        }
        return lines;
    }

    private static Path draw(Path file) throws IOException {
        BufferedImage picture = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.LIGHT_GRAY);
        pen.fillRect(0, 0, 640, 480);
        pen.setColor(new Color(0xd9a987));
        pen.fillOval(280, 120, 70, 90);
        pen.dispose();
        String name = file.getFileName().toString();
        ImageIO.write(picture, name.substring(name.lastIndexOf('.') + 1), file.toFile());
        return file;
    }
}
