/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.motion;

import static io.bauta.analytics.motion.DrawnPicture.BLACK;
import static io.bauta.analytics.motion.DrawnPicture.WHITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LumaGridTest {
    @Test
    void aStillPictureDoesNotMoveWhateverItsPaddingHolds() {
        double difference = DrawnPicture.of(0, (x, y) -> 40 + x % 100)
                .luma()
                .difference(DrawnPicture.of(77, (x, y) -> 40 + x % 100).luma());
        assertThat(difference).isZero();
    }

    @Test
    void fromBlackToWhiteIsOne() {
        LumaGrid black = DrawnPicture.plain(0, BLACK).luma();
        LumaGrid white = DrawnPicture.plain(1, WHITE).luma();
        assertThat(black.difference(white)).isCloseTo(1, within(1e-6));
        assertThat(white.difference(black)).isCloseTo(1, within(1e-6));
    }

    @Test
    void aWhiteQuarterOfThePictureThatAppearsIsAQuarter() {
        LumaGrid black = DrawnPicture.plain(0, BLACK).luma();
        LumaGrid quarter = DrawnPicture.of(
                        1, (x, y) -> x < DrawnPicture.WIDTH / 2 && y < DrawnPicture.HEIGHT / 2 ? WHITE : BLACK)
                .luma();
        assertThat(black.difference(quarter)).isCloseTo(0.25, within(1e-3));
    }

    @Test
    void noiseCountsFarLessThanItsAmplitude() {
        Random random = new Random(1);
        LumaGrid plain = DrawnPicture.plain(0, 120).luma();
        LumaGrid noisy =
                DrawnPicture.of(1, (x, y) -> 120 + random.nextInt(21) - 10).luma();
        double amplitude = 10 / 219.0;
        assertThat(plain.difference(noisy)).isLessThan(amplitude / 5);
    }

    @Test
    void aPictureSmallerThanTheGridIsNoTrouble() {
        ByteBuffer one = ByteBuffer.allocate(1).put(0, (byte) 200);
        assertThat(LumaGrid.of(one, 1, 1, 1).difference(LumaGrid.of(one, 1, 1, 1)))
                .isZero();
    }
}
