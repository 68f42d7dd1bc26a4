/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bauta.contracts.policy.RegionMethod;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.chunk.Pictures;
import io.bauta.videoanonymiser.track.Box;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the weak methods are what they are called: something is done, and much is left. */
class WeakCoverTest {
    private static final Box HEAD = new Box(40.3, 31.7, 120, 120);

    @ParameterizedTest
    @CsvSource({"WEAK_NOISE,0.4", "WEAK_QUANTISE,0.8", "WEAK_PIXELATE,0.8"})
    void weakMethodsLeaveFineDetail(RegionMethod method, double kept) {
        try (Frame raw = Picture.fine(320, 240);
                Frame frame = Picture.fine(320, 240)) {
            RegionCover.of(method).cover(frame, List.of(HEAD));

            assertThat(method.weak()).isTrue();
            assertThat(Picture.of(frame).touched(0, HEAD))
                    .isNotEqualTo(Picture.of(raw).touched(0, HEAD));
            assertThat(Picture.of(frame).likeness(Picture.of(raw), HEAD)).isBetween(kept, 0.999);
        }
    }

    @Test
    void aBlurIsGaussianAndKeepsShades() {
        Box box = new Box(40, 40, 40, 40);
        try (Frame dot = Frame.black(320, 240, 0);
                Frame noise = Pictures.noise(320, 240, 8)) {
            Plane.writable(dot, 0).fill(59, 59, 61, (byte) 255);
            Plane.writable(dot, 0).fill(60, 59, 61, (byte) 255);
            RegionCover blur = RegionCover.of(RegionMethod.WEAK_BLUR);
            blur.cover(dot, List.of(box));
            blur.cover(noise, List.of(box));

            Picture spread = Picture.of(dot);
            // Four samples of 239 above black, standard deviation 6: 4 · 239 / (2π · 36) in the middle.
            assertThat(spread.at(0, 59, 59) - 16).isCloseTo(4, within(1));
            assertThat(spread.at(0, 60, 60)).isEqualTo(spread.at(0, 59, 59));
            assertThat(spread.at(0, 59, 50)).isEqualTo(spread.at(0, 50, 59)).isLessThan(spread.at(0, 59, 59));
            assertThat(Picture.of(noise).at(0, 60, 60)).isCloseTo(127, within(12));
        }
    }

    @Test
    void theSamePictureTwiceGivesTheSameNoiseTwice() {
        try (Frame one = Pictures.noise(321, 241, 9);
                Frame other = Pictures.noise(321, 241, 9)) {
            RegionCover noise = RegionCover.of(RegionMethod.WEAK_NOISE);
            noise.cover(one, List.of(HEAD));
            noise.cover(other, List.of(HEAD));

            assertThat(Picture.of(one)).isEqualTo(Picture.of(other));
        }
    }
}
