/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bauta.inference.ModelFile;
import io.bauta.inference.detection.Canvas;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.Detector;
import io.bauta.inference.detection.Detectors;
import io.bauta.inference.detection.InputSize;
import io.bauta.inference.detection.LeastScores;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found lies where it lies in the frame, whatever the sizes of frame and canvas. */
class EyeTest {
    @ParameterizedTest(name = "a frame of {0}x{1} looked at in {2}x{3}")
    @CsvSource({
        "640, 384, 320, 192",
        "1280, 720, 320, 192",
        "720, 1280, 320, 192",
        "321, 241, 320, 192",
        "100, 60, 320, 192",
        "1920, 1080, 640, 384"
    })
    void aBrightSpotIsToldInPixelsOfTheFrame(int width, int height, int canvasWidth, int canvasHeight) {
        int x = width / 4;
        int y = height / 2;
        int side = Math.max(16, width / 8);
        try (Eye eye = new Eye(new BrightSpot(), new LookSize.Fitted(canvasWidth, canvasHeight));
                Frame frame = bright(width, height, x, y, side)) {
            isAt(eye.look(frame, 0), x, y, side, (float) width / canvasWidth + 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"640, 360", "641, 363", "2560, 1440", "96, 64"})
    void aFrameIsLookedAtAtItsOwnSizeUpToALimit(int width, int height) {
        try (Eye eye = new Eye(new BrightSpot(), new LookSize.Own(1280));
                Frame frame = bright(width, height, 40, 20, 24)) {
            isAt(eye.look(frame, 0), 40, 20, 24, 3);
        }
    }

    @ParameterizedTest
    @CsvSource({"320, 192, 2", "768, 576, 1.667", "1920, 1080, 0.667"})
    void aSmallFrameMayBeEnlargedUpToTheLimit(int width, int height, double factor) {
        LookSize enlarging = new LookSize.Own(1280, LookSize.LARGEST_FACTOR);
        try (Eye eye = new Eye(new BrightSpot(), enlarging);
                Frame frame = bright(width, height, 40, 20, 24)) {
            assertThat(1
                            / enlarging
                                    .place(width, height, new BrightSpot().bestSize())
                                    .back()
                                    .across())
                    .isEqualTo((float) factor, within(0.001f));
            isAt(eye.look(frame, 0), 40, 20, 24, 3);
        }
    }

    @ParameterizedTest(name = "{0}x{1} is looked at in {2}x{3} pixels of {4}x{5}")
    @CsvSource({
        "1920, 1080, 640, 352, 640, 352",
        "1280, 720, 640, 352, 640, 352",
        "1080, 1920, 352, 640, 352, 640",
        "640, 480, 640, 480, 640, 480",
        "1000, 700, 640, 448, 640, 448",
        "1000, 650, 640, 416, 640, 416",
        "1000, 620, 640, 397, 640, 416",
        "600, 330, 600, 330, 608, 352"
    })
    void aPictureThatIsMadeSmallerSparesARowOfCellsOfWhichItNeedsLittle(
            int width, int height, int wide, int high, int canvasWidth, int canvasHeight) {
        LookSize.Placing placing = new LookSize.Own(640).place(width, height, new BrightSpot().bestSize());

        assertThat(List.of(placing.width(), placing.height(), placing.canvasWidth(), placing.canvasHeight()))
                .containsExactly(wide, high, canvasWidth, canvasHeight);
    }

    @Test
    void framesMayChangeTheirSize() {
        try (Eye eye = Eye.of(new BrightSpot())) {
            for (int width = 64; width < 900; width += 133) {
                try (Frame frame = bright(width, 400, 10, 30, 20)) {
                    isAt(eye.look(frame, 0), 10, 30, 20, 2);
                }
            }
        }
    }

    @Test
    void theFrameStaysAsItIs() {
        try (Eye eye = Eye.of(new BrightSpot());
                Frame frame = bright(64, 64, 8, 8, 16)) {
            byte[] before = new byte[frame.plane(0).remaining()];
            frame.plane(0).get(before);
            eye.look(frame, 0);

            byte[] after = new byte[before.length];
            frame.plane(0).get(after);
            assertThat(after).isEqualTo(before);
        }
    }

    @Test
    void aSizeTheDetectorDoesNotTakeIsRefusedBeforeTheFirstFrame() {
        assertThatThrownBy(() -> new Eye(new BrightSpot(), new LookSize.Fitted(300, 200)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("multiples of 32");
    }

    @Test
    void theProjectsOwnDetectorLooksAtAnEmptyStreetWithoutAlarm() {
        Detector street = Detectors.open(ModelFile.exported(Path.of("../../models/exported/street")));
        try (Eye eye = Eye.of(street);
                Frame frame = Frame.black(640, 360, 0)) {
            assertThat(eye.kinds()).containsExactlyInAnyOrder(ObjectKind.values());
            assertThat(eye.look(frame, 0.4f)).isEmpty();
        }
    }

    private static void isAt(List<Detection> found, float x, float y, float side, float off) {
        assertThat(found).hasSize(1);
        Detection spot = found.getFirst();
        assertThat(spot.x()).isCloseTo(x, within(off));
        assertThat(spot.y()).isCloseTo(y, within(off));
        assertThat(spot.width()).isCloseTo(side, within(2 * off));
        assertThat(spot.height()).isCloseTo(side, within(2 * off));
    }

    private static Frame bright(int width, int height, int x, int y, int side) {
        Frame frame = Frame.black(width, height, 0);
        ByteBuffer luma = frame.writablePlane(0);
        int stride = frame.stride(0);
        for (int row = y; row < Math.min(height, y + side); row++) {
            for (int column = x; column < Math.min(width, x + side); column++) {
                luma.put(row * stride + column, (byte) 235);
            }
        }
        return frame;
    }

    /** Finds the one box of white pixels on its canvas. */
    private static final class BrightSpot implements Detector {
        private static final int WHITE = 180;
        private final InputSize size = new InputSize(320, 192, 32, false);
        private Canvas canvas;

        @Override
        public String model() {
            return "bright spot";
        }

        @Override
        public Set<ObjectKind> kinds() {
            return Set.of(ObjectKind.FACE);
        }

        @Override
        public InputSize bestSize() {
            return size;
        }

        @Override
        public Canvas canvas(int width, int height) {
            canvas = new Canvas(width, height, MemorySegment.ofArray(new byte[Canvas.PLANES * width * height]));
            return canvas;
        }

        @Override
        public Detector beside() {
            return new BrightSpot();
        }

        @Override
        public List<Detection> detect(LeastScores least) {
            MemorySegment green = canvas.plane(1);
            int left = canvas.width();
            int right = -1;
            int top = canvas.height();
            int bottom = -1;
            for (int at = 0; at < green.byteSize(); at++) {
                if ((green.get(ValueLayout.JAVA_BYTE, at) & 0xFF) > WHITE) {
                    left = Math.min(left, at % canvas.width());
                    right = Math.max(right, at % canvas.width());
                    top = Math.min(top, at / canvas.width());
                    bottom = Math.max(bottom, at / canvas.width());
                }
            }
            return right < 0
                    ? List.of()
                    : List.of(new Detection(
                            ObjectKind.FACE, left, top, right + 1 - left, bottom + 1 - top, 1, List.of()));
        }

        @Override
        public void close() {}
    }
}
