/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which network a node is given. */
class DetectorChoiceTest {
    private static final Detector WIDE = new Detector("street", "aa", 0.6, 4);
    private static final Detector NARROW = new Detector("street-quarter", "bb", 0.4, 1);

    @Test
    void theBestThatTheNodeCanCarry() {
        DetectorChoice choice = new DetectorChoice(List.of(NARROW, WIDE), List.of("aa", "bb"));

        assertThat(choice.best(25, 75)).contains(WIDE);
        assertThat(choice.best(25, 74)).contains(NARROW);
        assertThat(choice.best(25, -10)).contains(NARROW);
        assertThat(choice.leastMilliseconds()).isEqualTo(1);
    }

    @Test
    void nothingThatNobodyApproved() {
        assertThat(new DetectorChoice(List.of(NARROW, WIDE), List.of("bb")).best(25, 10_000))
                .contains(NARROW);
        assertThat(new DetectorChoice(List.of(NARROW, WIDE), List.of("cc")).isEmpty())
                .isTrue();
    }
}
