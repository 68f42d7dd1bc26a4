/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors and the plain loop give the same floats, bit by bit. */
class PixelNormalisationTest {
    private static final Random RANDOM = new Random(25);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 8, 15, 16, 17, 31, 33, 64, 100, 319, 320})
    void vectorsAndScalarsAgreeToTheBit(int width) {
        int height = 5;
        int stride = width + RANDOM.nextInt(40);
        byte[] plane = new byte[stride * height];
        RANDOM.nextBytes(plane);
        PixelNormalisation normalisation = PixelNormalisation.standard(0.406f, 0.225f);
        float[] vectors = new float[width * height];
        float[] scalars = new float[width * height];

        normalisation.apply(MemorySegment.ofArray(plane), stride, width, height, MemorySegment.ofArray(vectors));
        for (int row = 0; row < height; row++) {
            normalisation.scalar(
                    MemorySegment.ofArray(plane),
                    (long) row * stride,
                    0,
                    width,
                    MemorySegment.ofArray(scalars),
                    (long) row * width * Float.BYTES);
        }

        assertThat(vectors).containsExactly(scalars);
    }

    @Test
    void everyPixelValueComesOutAsTheFormulaSays() {
        byte[] plane = new byte[256];
        for (int value = 0; value < 256; value++) {
            plane[value] = (byte) value;
        }
        float[] none = new float[256];
        float[] unit = new float[256];
        float[] standard = new float[256];
        PixelNormalisation.none().apply(MemorySegment.ofArray(plane), 256, 256, 1, MemorySegment.ofArray(none));
        PixelNormalisation.toUnit().apply(MemorySegment.ofArray(plane), 256, 256, 1, MemorySegment.ofArray(unit));
        PixelNormalisation.standard(0.485f, 0.229f)
                .apply(MemorySegment.ofArray(plane), 256, 256, 1, MemorySegment.ofArray(standard));

        for (int value = 0; value < 256; value++) {
            assertThat(none[value]).isEqualTo(value);
            assertThat(unit[value]).isCloseTo(value / 255f, org.assertj.core.data.Offset.offset(1e-6f));
            assertThat(standard[value])
                    .isCloseTo((value / 255f - 0.485f) / 0.229f, org.assertj.core.data.Offset.offset(1e-5f));
        }
    }

    @Test
    void whatLiesBetweenTheRowsIsNeitherReadNorWritten() {
        byte[] plane = new byte[2 * 100];
        Arrays.fill(plane, (byte) 7);
        float[] target = new float[2 * 20 + 4];
        Arrays.fill(target, -1);
        Arrays.fill(plane, 20, 100, (byte) 99);

        PixelNormalisation.none().apply(MemorySegment.ofArray(plane), 100, 20, 2, MemorySegment.ofArray(target));

        assertThat(Arrays.copyOf(target, 40)).containsOnly(7);
        assertThat(Arrays.copyOfRange(target, 40, 44)).containsOnly(-1);
    }

    @Test
    void aPlaneThatEndsWithItsLastPixelIsEnough() {
        byte[] plane = new byte[100 + 20];
        float[] target = new float[40];
        PixelNormalisation.none().apply(MemorySegment.ofArray(plane), 100, 20, 2, MemorySegment.ofArray(target));
        assertThat(target).containsOnly(0);
    }

    @Test
    void tooLittleRoomIsRefused() {
        MemorySegment plane = MemorySegment.ofArray(new byte[100]);
        MemorySegment target = MemorySegment.ofArray(new float[100]);
        for (int[] sizes : new int[][] {{10, 10, 11}, {11, 10, 10}, {9, 10, 10}, {10, 0, 10}, {10, 10, 0}}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> PixelNormalisation.none().apply(plane, sizes[0], sizes[1], sizes[2], target));
        }
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> PixelNormalisation.none().apply(plane, 10, 10, 10, target.asSlice(4)));
    }

    @Test
    void itWritesStraightIntoATensor() {
        try (InferenceSession session = Networks.open("convolution");
                InferenceBinding binding = session.bind()) {
            Tensor image = binding.input("image");
            byte[] plane = new byte[16 * 24];
            Arrays.fill(plane, (byte) 255);
            long bytes = 16 * 24 * Float.BYTES;
            MemorySegment second = image.memory().asSlice(bytes, bytes);

            PixelNormalisation.toUnit().apply(MemorySegment.ofArray(plane), 24, 24, 16, second);

            assertThat(image.memory().get(ValueLayout.JAVA_FLOAT, bytes - Float.BYTES))
                    .isZero();
            assertThat(image.memory().get(ValueLayout.JAVA_FLOAT, bytes)).isEqualTo(255 * (1f / 255));
            assertThat(image.memory().get(ValueLayout.JAVA_FLOAT, 2 * bytes - Float.BYTES))
                    .isEqualTo(255 * (1f / 255));
            assertThat(image.memory().get(ValueLayout.JAVA_FLOAT, 2 * bytes)).isZero();
        }
    }
}
