/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.local.street.stage.PlanarPicture.Plane;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours keep their place on the way to the encoder. */
class PlanarPictureTest {
    private static final int WIDE = 64;
    private static final int HIGH = 32;

    /** Expected values from the formulas of BT.601, limited range. */
    @ParameterizedTest
    @CsvSource({"000000,16,128,128", "FFFFFF,235,128,128", "FF0000,82,90,240", "00FF00,145,54,34", "0000FF,41,240,110"})
    void coloursFollowBt601(String rgb, int luma, int blue, int red) {
        BufferedImage picture = new BufferedImage(WIDE, HIGH, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < WIDE * HIGH; i++) {
            picture.setRGB(i % WIDE, i / WIDE, Integer.parseInt(rgb, 16));
        }
        Plane y = plane(80, HIGH);
        Plane u = plane(40, HIGH / 2);
        Plane v = plane(40, HIGH / 2);

        new PlanarPicture(WIDE, HIGH, 1).write(picture, 5, y, u, v);

        assertThat(mean(y, WIDE, HIGH)).isBetween(luma - 1.5, luma + 1.5);
        assertThat(mean(u, WIDE / 2, HIGH / 2)).isBetween(blue - 1.0, blue + 1.0);
        assertThat(mean(v, WIDE / 2, HIGH / 2)).isBetween(red - 1.0, red + 1.0);
    }

    private static Plane plane(int stride, int rows) {
        return new Plane(ByteBuffer.allocateDirect(stride * rows), stride);
    }

    private static double mean(Plane plane, int width, int height) {
        long sum = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                sum += plane.bytes().get(row * plane.stride() + column) & 0xFF;
            }
        }
        return (double) sum / (width * height);
    }
}
