/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A camera of 25 frames a second whose chunks hold half a second each: what was delivered is released, or lost. */
class EdgeLedgerTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final int FRAMES = 100;

    private final EdgeLedger ledger = new EdgeLedger();

    @Test
    void whatIsInReleasedChunksIsNotLost() {
        framesFrom(NOON);
        chunks(13, 12, 13, 12);

        assertThat(ledger.figures().lost()).isZero();
        assertThat(ledger.figures().delivered()).isEqualTo(38);
        assertThat(ledger.figures().withheld()).isZero();
    }

    @Test
    void aFrameThatIsInNoChunkIsLost() {
        framesFrom(NOON);
        chunks(13, 11, 13, 12);

        assertThat(ledger.figures().lost()).isEqualTo(1);
    }

    @Test
    void whatIsWithheldIsLost() {
        framesFrom(NOON);
        ledger.stated(NOON, 13, true);
        ledger.stated(NOON.plusMillis(520), 12, false);
        ledger.stated(NOON.plusMillis(1_000), 13, true);

        assertThat(ledger.figures().lost()).isEqualTo(12);
        assertThat(ledger.figures().withheld()).isEqualTo(1);
    }

    @Test
    void aChunkThatBeganBeforeFramesWereCountedIsLeftOut() {
        framesFrom(NOON.plusMillis(200));
        chunks(13, 12, 13, 12);

        assertThat(ledger.figures().lost()).isZero();
        assertThat(ledger.figures().delivered()).isEqualTo(25);
    }

    @Test
    void latencyIsFromCaptureToArrivalAndForgottenWithTheRest() {
        framesFrom(NOON);
        chunks(13, 12);
        ledger.arrived(NOON, NOON.plusMillis(590));
        assertThat(ledger.figures().latencyMs()).isEqualTo(new SensorFigures.Latency(1, 590L, 590L, 590L));

        ledger.forget();

        assertThat(ledger.figures())
                .isEqualTo(new EdgeFigures(new SensorFigures.Latency(0, null, null, null), 0, 0, 0));
    }

    @Test
    void chunksThatAreLateAreHeldAgainstFramesFromBefore() {
        framesFrom(NOON);
        ledger.forget();
        chunks(13, 12, 12, 12);

        assertThat(ledger.figures().lost()).isEqualTo(1);
    }

    private void framesFrom(Instant first) {
        for (int frame = 0; frame < FRAMES; frame++) {
            ledger.delivered(first.plus(Duration.ofMillis(40L * frame)));
        }
    }

    /** Chunks that begin where frames do, of 13 and 12 frames in turn, whatever they say they hold. */
    private void chunks(long... held) {
        Instant start = NOON;
        for (int chunk = 0; chunk < held.length; chunk++) {
            ledger.stated(start, held[chunk], true);
            start = start.plusMillis(chunk % 2 == 0 ? 520 : 480);
        }
    }
}
