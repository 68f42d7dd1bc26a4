/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Turns and mirrors of containers and what Exif calls them. */
class DisplayMatrixTest {
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1, 1",
        "-1, 0, 0, 1, 2",
        "-1, 0, 0, -1, 3",
        "1, 0, 0, -1, 4",
        "0, 1, 1, 0, 5",
        "0, 1, -1, 0, 6",
        "0, -1, -1, 0, 7",
        "0, -1, 1, 0, 8",
        "0, 0, 0, 0, 1"
    })
    void everyQuarterTurnAndMirrorHasItsNumber(int across, int climbing, int leaning, int down, int exif) {
        int one = 1 << 16;

        assertThat(DisplayMatrix.orientation(across * one, climbing * one, leaning * one, down * one))
                .isEqualTo(exif);
    }

    @ParameterizedTest
    @CsvSource({"65535, 300, -300, 65535, 1", "-300, 65535, -65535, 300, 6", "-2147483648, 0, 0, -2147483648, 3"})
    void whatIsNoQuarterOfATurnIsTakenForTheNearest(int across, int climbing, int leaning, int down, int exif) {
        assertThat(DisplayMatrix.orientation(across, climbing, leaning, down)).isEqualTo(exif);
    }
}
