/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.outcome.AnonymisationResult.Withheld;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.raw.RawSamples;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WithheldSpanTest {
    private static final Duration CHUNK = Duration.ofMillis(500);

    private final WithheldSpan span = new WithheldSpan(WithheldReason.NO_KEYFRAME, CHUNK);

    @Test
    void recordsWithinAChunkAreOneStatement() {
        assertThat(span.add(at(0))).isEmpty();
        assertThat(span.add(at(200))).isEmpty();
        assertThat(span.add(at(480))).isEmpty();

        assertThat(span.finish()).contains(withheld(0, 480));
        assertThat(span.isEmpty()).isTrue();
        assertThat(span.finish()).isEmpty();
    }

    @Test
    void theRecordThatEndsAChunkBeginsTheNext() {
        span.add(at(0));

        assertThat(span.add(at(500))).contains(withheld(0, 500));
        assertThat(span.finish()).contains(withheld(500, 0));
    }

    @Test
    void aLeapInTimeIsNotWithheldTime() {
        span.add(at(0));

        assertThat(span.add(at(60_000))).contains(withheld(0, 500));
        assertThat(span.isEmpty()).isFalse();
    }

    @Test
    void timesOutOfOrderAsWithBFramesAreCoveredFromTheEarliest() {
        span.add(at(80));
        span.add(at(0));
        span.add(at(40));

        assertThat(span.finish()).contains(withheld(0, 80));
    }

    @Test
    void theStateOfALaneIsBounded() {
        assertThat(Checkpoint.nothingHeld("s".repeat(512)).restart()).isEmpty();
        assertThatThrownBy(() -> Checkpoint.nothingHeld("s".repeat(513))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPositionKnowsItsNext() {
        assertThat(new RawPosition(7, 1, 3).next()).isEqualTo(new RawPosition(8, 1, 4));
        assertThat(RawPosition.of(RawSamples.unit(3), 7)).isEqualTo(new RawPosition(7, 1, 3));
        assertThat(RawPosition.anyFrom(9).isAny()).isTrue();
    }

    private static Instant at(long millis) {
        return RawSamples.START.plusMillis(millis);
    }

    private static Withheld withheld(long start, long millis) {
        return new Withheld(ChunkFacts.at(at(start), Duration.ofMillis(millis)), WithheldReason.NO_KEYFRAME);
    }
}
