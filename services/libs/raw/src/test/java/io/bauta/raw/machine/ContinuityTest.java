/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.raw.lane.RawPosition;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContinuityTest {

    @Test
    void aSensorsFirstRecordBeginsOrTellsOfWhatWasNeverSeen() {
        assertThat(Continuity.of(Optional.empty(), new RawPosition(10, 1, 0))).isEqualTo(Continuity.BEGINS);
        assertThat(Continuity.of(Optional.empty(), new RawPosition(10, 1, 4))).isEqualTo(Continuity.AFTER_HOLE);
    }

    @Test
    void withinAnEpochTheNumberDecides() {
        assertThat(after(4, 1, 4)).isEqualTo(Continuity.FOLLOWS);
        assertThat(after(4, 1, 3)).isEqualTo(Continuity.REPEATS);
        assertThat(after(4, 1, 0)).isEqualTo(Continuity.REPEATS);
        assertThat(after(4, 1, 5)).isEqualTo(Continuity.AFTER_HOLE);
    }

    @Test
    void anotherEpochBegins() {
        assertThat(after(4, 2, 0)).isEqualTo(Continuity.BEGINS);
        assertThat(after(4, 2, 1)).isEqualTo(Continuity.AFTER_HOLE);
    }

    @Test
    void afterAnUnreadableStretchAnythingBegins() {
        assertThat(Continuity.of(Optional.of(RawPosition.anyFrom(10)), new RawPosition(12, 3, 77)))
                .isEqualTo(Continuity.BEGINS);
    }

    private static Continuity after(long expected, long epoch, long sequence) {
        return Continuity.of(Optional.of(new RawPosition(10, 1, expected)), new RawPosition(20, epoch, sequence));
    }
}
