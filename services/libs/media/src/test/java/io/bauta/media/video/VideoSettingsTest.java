/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoSettingsTest {

    @ParameterizedTest
    @CsvSource({"1,16", "15,16", "16,16", "17,18", "63,64", "1080,1080", "1081,1082"})
    void codedSizesAreEvenAndAtLeastAMacroblock(int size, int coded) {
        VideoSettings settings = VideoSettings.of(size, size, 25);
        assertThat(settings.codedWidth()).isEqualTo(coded);
        assertThat(settings.codedHeight()).isEqualTo(coded);
    }

    @Test
    void bitsFollowPixelsAndRateWithAFloor() {
        assertThat(VideoSettings.of(1280, 720, 25).bitsPerSecond()).isEqualTo(2_304_000);
        assertThat(VideoSettings.of(64, 48, 10).bitsPerSecond()).isEqualTo(200_000);
        assertThat(VideoSettings.of(7680, 4320, 1000).bitsPerSecond())
                .as("no overflow")
                .isEqualTo(3_317_760_000L);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> VideoSettings.of(0, 10, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> VideoSettings.of(10, -1, 10));
        for (double rate : new double[] {0, -1, 1000.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new VideoSettings(10, 10, rate, 1));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new VideoSettings(10, 10, 10, 0));
    }

    @ParameterizedTest
    @CsvSource({"0.0001", "0.1", "7.5", "29.97", "1000"})
    void everyAllowedRateOpensAnEncoder(double rate) {
        try (VideoEncoder encoder = VideoEncoder.open(VideoSettings.of(64, 48, rate));
                Frame frame = Frame.black(64, 48, 0)) {
            assertThat(encoder.encode(frame, true)).hasSize(1);
        }
    }
}
