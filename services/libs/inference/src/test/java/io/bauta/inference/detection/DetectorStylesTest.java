/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bauta.inference.InferenceFailedException;
import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelRefusedException;
import io.bauta.inference.Networks;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of each style with boxes planted in known cells; how sure they are is multiplied by the share of red. */
class DetectorStylesTest {
    private static final int SIDE = 64;
    private static final float LEAST = 0.2f;
    private static final Offset<Float> EXACT = within(1e-4f);

    @Test
    void streetFindsFourKindsAndSeesADoubleOnce() {
        try (Detector detector = open("street")) {
            assertThat(detector)
                    .isInstanceOf(FaceDetector.class)
                    .isInstanceOf(HeadDetector.class)
                    .isInstanceOf(PersonDetector.class)
                    .isInstanceOf(PlateDetector.class);
            List<Detection> found = onRed(detector, LEAST);

            assertThat(found)
                    .extracting(Detection::kind)
                    .containsExactly(
                            ObjectKind.FACE, ObjectKind.HEAD, ObjectKind.PERSON, ObjectKind.PLATE, ObjectKind.FACE);
            isBox(found.getFirst(), 0.9f, 10, 12, 20, 24);
            isBox(found.get(1), 0.7f, 8, 8, 26, 32);
            isBox(found.get(2), 0.6f, 2, 4, 30, 58);
            isBox(found.get(3), 0.5f, -4, 50, 24, 8);
            assertThat(found.getFirst().points())
                    .containsExactly(
                            new Point(15, 20),
                            new Point(25, 20),
                            new Point(20, 26),
                            new Point(16, 31),
                            new Point(24, 31));
            assertThat(found.get(2).points()).isEmpty();
        }
    }

    @Test
    void whoFindsPersonsAloneNeedsNoPoints() {
        try (Detector detector = open("person")) {
            assertThat(detector).isInstanceOf(PersonDetector.class).isNotInstanceOf(FaceDetector.class);
            assertThat(detector.kinds()).containsExactly(ObjectKind.PERSON);

            List<Detection> found = onRed(detector, LEAST);

            assertThat(found).hasSize(1);
            assertThat(found.getFirst().kind()).isEqualTo(ObjectKind.PERSON);
            isBox(found.getFirst(), 0.8f, 4, 6, 22, 50);
            assertThat(found.getFirst().points()).isEmpty();
            try (Detector beside = detector.beside()) {
                assertThat(onRed(beside, LEAST)).isEqualTo(found);
            }
        }
    }

    @Test
    void whatIsLessSureThanAskedForIsPassedOver() {
        try (Detector detector = open("street")) {
            assertThat(onRed(detector, 0.65f)).extracting(Detection::score).containsExactly(0.9f, 0.7f);
        }
    }

    @Test
    void yuNetSeesBlueFirstAndTakesTheGeometricMean() {
        try (Detector detector = open("yunet")) {
            assertThat(detector.kinds()).containsExactly(ObjectKind.FACE);
            List<Detection> found = onRed(detector, LEAST);

            assertThat(found).hasSize(1);
            isBox(found.getFirst(), 0.72f, 16 + 8 - 16, 32 + 4 - 12, 32, 24);
            assertThat(found.getFirst().points().getFirst()).isEqualTo(new Point(16, 32 + 1.6f));
        }
    }

    @Test
    void scrfdHasTwoAnswersACellAndSeesPixelsAboutZero() {
        try (Detector detector = open("scrfd")) {
            List<Detection> found = onRed(detector, LEAST);

            assertThat(found).hasSize(1);
            isBox(found.getFirst(), 0.7f, 24 - 8, 8 - 4, 24, 16);
            assertThat(found.getFirst().points().get(1).x()).isCloseTo(24 + 1.6f, EXACT);
        }
    }

    @Test
    void scrfdWithoutPointsIsOneToo() {
        try (Detector detector = open("scrfd-boxes")) {
            List<Detection> found = onRed(detector, LEAST);

            isBox(found.getFirst(), 0.7f, 16, 4, 24, 16);
            assertThat(found.getFirst().points()).isEmpty();
        }
    }

    @Test
    void centerFaceTellsHeightBeforeWidthAndRowBeforeColumn() {
        try (Detector detector = open("centerface")) {
            List<Detection> found = onRed(detector, LEAST);

            assertThat(found).hasSize(1);
            isBox(found.getFirst(), 0.75f, (5 + 0.5f + 0.5f) * 4 - 8, (3 + 0.25f + 0.5f) * 4 - 10, 16, 20);
            assertThat(found.getFirst().points().get(1).x()).isCloseTo(16 + 0.3f * 16, EXACT);
            assertThat(found.getFirst().points().get(1).y()).isCloseTo(5 + 0.2f * 20, EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"street", "yunet", "scrfd", "centerface"})
    void noStyleSeesAnythingInBlueWhereRedIsMeant(String style) {
        try (Detector detector = open(style)) {
            Canvas canvas = detector.canvas(SIDE, SIDE);
            canvas.fill(0);
            canvas.plane(2).fill((byte) 255);

            assertThat(detector.detect(LEAST)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"street", "yunet", "scrfd", "centerface"})
    void aScoreThatIsNoNumberIsAFaultAndNotNobody(String style) {
        try (Detector detector = open(style)) {
            detector.canvas(SIDE, SIDE).fill(0);

            assertThatThrownBy(() -> detector.detect(LEAST))
                    .isInstanceOf(InferenceFailedException.class)
                    .hasMessageContaining("NOT_A_NUMBER");
        }
    }

    @Test
    void nothingIsSeenBeforeThereIsACanvas() {
        try (Detector detector = open("street")) {
            assertThatThrownBy(() -> detector.detect(LEAST)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> detector.canvas(100, 64))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("100x64");
        }
    }

    @Test
    void aNetworkThatDetectsNothingIsRefusedAndSaysWhatItGives() {
        ModelFile features = ModelFile.exported(folder("convolution"));

        assertThatThrownBy(() -> Detectors.open(features))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("no detector of a style known here")
                .hasMessageContaining("features");
    }

    @Test
    void aStreetDetectorWithoutItsDescriptionDoesNotGuessWhatItFinds() {
        ModelFile described = ModelFile.exported(folder("detector-street"));
        ModelFile bare = ModelFile.brought(folder("detector-street").resolve("model.onnx"), described.sha256());

        assertThatThrownBy(() -> Detectors.open(bare))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("does not say what it finds");
    }

    private static List<Detection> onRed(Detector detector, float least) {
        Canvas canvas = detector.canvas(SIDE, SIDE);
        canvas.fill(0);
        canvas.plane(0).fill((byte) 255);
        return detector.detect(least);
    }

    private static void isBox(Detection found, float score, float x, float y, float width, float height) {
        assertThat(new float[] {found.score(), found.x(), found.y(), found.width(), found.height()})
                .containsExactly(new float[] {score, x, y, width, height}, EXACT);
    }

    private static Detector open(String style) {
        return Detectors.open(ModelFile.exported(folder("detector-" + style)));
    }

    private static Path folder(String name) {
        return Networks.folder(name);
    }
}
