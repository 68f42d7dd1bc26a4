/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.inference.detection.Canvas;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.Detector;
import io.bauta.inference.detection.Detectors;
import io.bauta.inference.detection.FaceDetector;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.inference.detection.PlateDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every exported model computes here what it computed where it was made, and the same is found in it. */
class ExportedDetectorsTest {
    private static final Path EXPORTED = Path.of("../../../models/exported");
    private static final Offset<Double> A_TENTH_OF_A_PIXEL = within(0.1);

    @Test
    void thereIsADetectorInThreeWidthsAndBothPrecisions() throws IOException {
        assertThat(folders())
                .extracting(folder -> folder.getFileName().toString())
                .contains(
                        "street",
                        "street-int8",
                        "street-half",
                        "street-half-int8",
                        "street-quarter",
                        "street-quarter-int8");
    }

    @Test
    void thereAreDetectorsOfPersonsAndOfPlatesAloneInBothPrecisions() throws IOException {
        assertThat(folders())
                .extracting(folder -> folder.getFileName().toString())
                .contains("person", "person-int8", "plate", "plate-int8");
    }

    @Test
    void theOneOfPlatesAloneFindsNoFaces() {
        try (Detector detector = Detectors.open(ModelFile.exported(EXPORTED.resolve("plate")))) {
            assertThat(detector).isInstanceOf(PlateDetector.class).isNotInstanceOf(FaceDetector.class);
            assertThat(detector.kinds()).containsExactly(ObjectKind.PLATE);
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void goldenTensorsReplay(Path folder) {
        try (InferenceSession session = InferenceSession.open(ModelFile.exported(folder))) {
            assertThat(GoldenTensors.exported(folder).replay(session).largest())
                    .isLessThan(folder.toString().endsWith("int8") ? 0.05 : 1e-3);
        }
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void theSameIsFoundInTheGoldenPictureAsByTheFactorysOwnDecoding(Path folder) throws IOException {
        JsonNode wanted = new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("detections.json")));
        NpzFile.Array image = NpzFile.read(folder.resolve("golden.npz")).get("image");
        try (Detector detector = Detectors.open(ModelFile.exported(folder))) {
            Canvas canvas = detector.canvas((int) image.sizes()[3], (int) image.sizes()[2]);
            for (int plane = 0; plane < Canvas.PLANES; plane++) {
                int bytes = canvas.width() * canvas.height();
                canvas.plane(plane).asByteBuffer().put(image.bytes().slice(plane * bytes, bytes));
            }

            List<Detection> found =
                    detector.detect((float) wanted.path("leastScore").asDouble());

            assertThat(found).isNotEmpty().hasSameSizeAs(wanted.path("detections"));
            for (int number = 0; number < found.size(); number++) {
                isSame(found.get(number), wanted.path("detections").path(number));
            }
        }
    }

    private static void isSame(Detection found, JsonNode wanted) {
        assertThat(found.kind().label()).isEqualTo(wanted.path("kind").asText());
        assertThat((double) found.score()).isCloseTo(wanted.path("score").asDouble(), within(1e-3));
        assertThat((double) found.x()).isCloseTo(wanted.path("x").asDouble(), A_TENTH_OF_A_PIXEL);
        assertThat((double) found.y()).isCloseTo(wanted.path("y").asDouble(), A_TENTH_OF_A_PIXEL);
        assertThat((double) found.width()).isCloseTo(wanted.path("w").asDouble(), A_TENTH_OF_A_PIXEL);
        assertThat((double) found.height()).isCloseTo(wanted.path("h").asDouble(), A_TENTH_OF_A_PIXEL);
        assertThat(found.points()).hasSize(wanted.path("points").size() / 2);
        for (int point = 0; point < found.points().size(); point++) {
            double x = wanted.path("points").path(2 * point).asDouble();
            assertThat((double) found.points().get(point).x()).isCloseTo(x, A_TENTH_OF_A_PIXEL);
        }
    }

    static List<Path> folders() throws IOException {
        try (Stream<Path> found = Files.list(EXPORTED)) {
            return found.filter(Files::isDirectory).sorted().toList();
        }
    }

    static List<Path> detectors() throws IOException {
        return folders().stream()
                .filter(folder -> Files.exists(folder.resolve("detections.json")))
                .toList();
    }
}
