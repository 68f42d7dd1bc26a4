/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bauta.media.studio.MovingSquare;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames made smaller. */
class FrameScalerTest {

    @Test
    void halfTheSizeShowsTheSameAtTheSameTime() {
        try (FrameScaler scaler = new FrameScaler();
                Frame frame = MovingSquare.frame(128, 96, 5, 700);
                Frame half = scaler.scale(frame, 64, 48)) {
            assertThat(half.ptsMicros()).isEqualTo(700);
            assertThat(half.fullRange()).isEqualTo(frame.fullRange());
            // The square stands at 20 and 16, 16 wide: in half the size at 10 and 8, 8 wide
            assertThat(MovingSquare.pixel(half, 0, 13, 12)).isCloseTo(MovingSquare.BRIGHT, within(2));
            assertThat(MovingSquare.pixel(half, 0, 13, 4)).isCloseTo(MovingSquare.luma(0, 26, 4), within(4));
            assertThat(MovingSquare.pixel(half, 1, 7, 6)).isCloseTo(MovingSquare.U, within(2));
            assertThat(MovingSquare.pixel(half, 2, 7, 6)).isCloseTo(MovingSquare.V, within(2));
        }
    }

    @ParameterizedTest
    @CsvSource({"65,49,33,25", "3,3,2,2", "64,48,1,1", "64,48,64,48"})
    void oneScalerServesPicturesOfEverySize(int width, int height, int toWidth, int toHeight) {
        try (FrameScaler scaler = new FrameScaler();
                Frame first = MovingSquare.frame(128, 96, 1, 0);
                Frame frame = MovingSquare.frame(width, height, 1, 40_000)) {
            scaler.scale(first, 64, 48).close();
            try (Frame scaled = scaler.scale(frame, toWidth, toHeight)) {
                assertThat(scaled.width()).isEqualTo(toWidth);
                assertThat(scaled.height()).isEqualTo(toHeight);
                assertThat(scaled.ptsMicros()).isEqualTo(40_000);
            }
        }
    }
}
