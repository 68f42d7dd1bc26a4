/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RgbScalerTest {
    private final RgbScaler scaler = new RgbScaler();

    @AfterEach
    void close() {
        scaler.close();
    }

    @ParameterizedTest(name = "luma {0}, chroma {1} {2} is {3}, {4}, {5}")
    @CsvSource({
        "16, 128, 128, 0, 0, 0",
        "235, 128, 128, 255, 255, 255",
        "126, 128, 128, 128, 128, 128",
        "81, 90, 240, 254, 0, 0",
        "145, 54, 34, 0, 255, 1",
        "41, 240, 110, 0, 0, 255"
    })
    void coloursAreThoseOfTheMatrixOfStandardTelevision(int luma, int u, int v, int red, int green, int blue) {
        try (Frame frame = drawn(64, 48, luma, u, v)) {
            int[] colour = pixel(scaled(frame, 64, 48), 10, 20);

            assertThat(colour[0]).isCloseTo(red, within(2));
            assertThat(colour[1]).isCloseTo(green, within(2));
            assertThat(colour[2]).isCloseTo(blue, within(2));
        }
    }

    @Test
    void aPictureMadeSmallerByThreeIsTheMeanOfItsPixels() {
        try (Frame frame = drawn(96, 96, 16, 128, 128)) {
            ByteBuffer luma = frame.writablePlane(0);
            for (int row = 0; row < 96; row++) {
                for (int column = row % 3; column < 96; column += 3) {
                    luma.put(row * frame.stride(0) + column, (byte) 235);
                }
            }

            int[] colour = pixel(scaled(frame, 32, 32), 15, 16);

            assertThat(colour[0]).as("one pixel in three is white").isCloseTo(85, within(3));
        }
    }

    @Test
    void whatLiesBesideThePictureIsLeftAlone() {
        try (Frame frame = drawn(50, 30, 235, 128, 128)) {
            MemorySegment[] planes = planes(64 * 48);
            scaler.scale(frame, 37, 21, 64, planes);

            assertThat(at(planes[0], 64, 36, 20)).isEqualTo(255);
            assertThat(at(planes[0], 64, 37, 20)).isEqualTo(7);
            assertThat(at(planes[2], 64, 0, 21)).isEqualTo(7);
        }
    }

    /** Vector code likes to leave out what fills no vector. */
    @ParameterizedTest
    @CsvSource({
        "32, 31",
        "64, 48",
        "65, 40",
        "66, 41",
        "198, 100",
        "596, 52",
        "626, 352",
        "640, 352",
        "640, 361",
        "352, 640"
    })
    void everyPixelIsDrawn(int width, int height) {
        try (Frame frame = drawn(width, height, 126, 128, 128);
                Frame large = drawn(2 * width + 1, 2 * height + 1, 126, 128, 128)) {
            for (Frame source : List.of(frame, large)) {
                MemorySegment[] planes = scaled(source, width, height);

                assertThat(planes).allMatch(RgbScalerTest::isAllGrey);
            }
        }
    }

    @Test
    void sizesMayChangeFromPictureToPicture() {
        for (int width = 31; width < 200; width += 24) {
            try (Frame frame = drawn(width, width + 9, 126, 128, 128)) {
                assertThat(pixel(scaled(frame, 40, 40), 39, 39)[1]).isCloseTo(128, within(2));
            }
        }
    }

    @Test
    void planesThatAreTooSmallAreRefused() {
        try (Frame frame = drawn(64, 48, 16, 128, 128)) {
            assertThatThrownBy(() -> scaler.scale(frame, 64, 48, 64, planes(64 * 47)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("64x48");
            assertThatThrownBy(() -> scaler.scale(frame, 64, 48, 63, planes(64 * 48)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static boolean isAllGrey(MemorySegment plane) {
        return plane.elements(ValueLayout.JAVA_BYTE)
                .allMatch(pixel -> Math.abs((pixel.get(ValueLayout.JAVA_BYTE, 0) & 0xFF) - 128) <= 2);
    }

    private MemorySegment[] scaled(Frame frame, int width, int height) {
        MemorySegment[] planes = planes(width * height);
        scaler.scale(frame, width, height, width, planes);
        return planes;
    }

    private static MemorySegment[] planes(int bytes) {
        MemorySegment[] planes = new MemorySegment[3];
        for (int plane = 0; plane < planes.length; plane++) {
            planes[plane] = MemorySegment.ofArray(new byte[bytes]).fill((byte) 7);
        }
        return planes;
    }

    /** The pixel of planes that are square or 64 wide. */
    private static int[] pixel(MemorySegment[] planes, int column, int row) {
        int stride = planes[0].byteSize() == 64 * 48 ? 64 : (int) Math.sqrt((double) planes[0].byteSize());
        return new int[] {
            at(planes[0], stride, column, row), at(planes[1], stride, column, row), at(planes[2], stride, column, row)
        };
    }

    private static int at(MemorySegment plane, int stride, int column, int row) {
        return plane.get(ValueLayout.JAVA_BYTE, (long) row * stride + column) & 0xFF;
    }

    private static Frame drawn(int width, int height, int... values) {
        Frame frame = Frame.black(width, height, 0);
        for (int plane = 0; plane < 3; plane++) {
            ByteBuffer pixels = frame.writablePlane(plane);
            while (pixels.hasRemaining()) {
                pixels.put((byte) values[plane]);
            }
        }
        return frame;
    }
}
