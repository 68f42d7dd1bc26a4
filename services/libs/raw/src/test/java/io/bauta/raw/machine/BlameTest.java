/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.raw.lane.ChunkWithheldException;
import org.junit.jupiter.api.Test;

class BlameTest {
    @Test
    void itIsTheFirstCauseThatSaysWhatToMend() {
        Exception first = new IllegalStateException("of 17 samples: 4711");
        Exception seen = new ChunkWithheldException(WithheldReason.ENCODER_FAILED, "the encoder refused", first);

        assertThat(Blame.of(seen))
                .startsWith(ChunkWithheldException.class.getName() + " at ")
                .contains(", by java.lang.IllegalStateException at " + BlameTest.class.getName())
                .doesNotContain("4711");
    }

    @Test
    void aCircleOfCausesEnds() {
        Exception one = new IllegalStateException();
        one.initCause(new IllegalArgumentException(one));

        assertThat(Blame.of(one).split(", by ")).hasSize(5);
    }
}
