/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.Topic;
import io.bauta.egress.door.Verdict.ChainLink;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Optional<ChainLink> MEDIA = Optional.empty();

    @Test
    void aSensorsNumbersBeginAtZero() {
        assertThat(Step.of(Optional.empty(), media(5, 0), MEDIA)).isEqualTo(new Step.Next(Mark.of(5, 0)));
        assertThat(Step.of(Optional.empty(), media(5, 2), MEDIA)).isEqualTo(new Step.Gap(Mark.of(5, 2), 2));
    }

    @Test
    void theNextNumberFollows() {
        assertThat(Step.of(last(5, 7), media(5, 8), MEDIA)).isEqualTo(new Step.Next(Mark.of(5, 8)));
    }

    @Test
    void numbersSeenBeforeAreDuplicatesAlsoThoseOfEarlierEpochs() {
        assertThat(Step.of(last(5, 7), media(5, 7), MEDIA)).isEqualTo(new Step.Duplicate());
        assertThat(Step.of(last(5, 7), media(5, 0), MEDIA)).isEqualTo(new Step.Duplicate());
        assertThat(Step.of(last(5, 7), media(4, 900), MEDIA)).isEqualTo(new Step.Duplicate());
    }

    @Test
    void aGapSaysHowManyAreMissing() {
        assertThat(Step.of(last(5, 7), media(5, 11), MEDIA)).isEqualTo(new Step.Gap(Mark.of(5, 11), 3));
    }

    @Test
    void aLaterEpochBeginsAtZeroAgain() {
        assertThat(Step.of(last(5, 7), media(6, 0), MEDIA)).isEqualTo(new Step.Next(Mark.of(6, 0)));
        assertThat(Step.of(last(5, 7), media(6, 8), MEDIA)).isEqualTo(new Step.Gap(Mark.of(6, 8), 8));
    }

    @Test
    void aStatementNamesTheOneBefore() {
        Optional<Mark> last = Optional.of(new Mark(5, 7, Optional.of("a")));

        assertThat(Step.of(last, statement(5, 8), link("b", "a")))
                .isEqualTo(new Step.Next(new Mark(5, 8, Optional.of("b"))));
        assertThat(Step.of(last, statement(5, 8), link("b", "x")))
                .isEqualTo(new Step.BrokenChain(new Mark(5, 8, Optional.of("b"))));
        assertThat(Step.of(last, statement(5, 8), link("b", null))).isInstanceOf(Step.BrokenChain.class);
    }

    @Test
    void anEpochMayGoOnWithTheChainOrBeginOne() {
        Optional<Mark> last = Optional.of(new Mark(5, 7, Optional.of("a")));

        assertThat(Step.of(last, statement(6, 0), link("b", "a"))).isInstanceOf(Step.Next.class);
        assertThat(Step.of(last, statement(6, 0), link("b", null))).isInstanceOf(Step.Next.class);
        assertThat(Step.of(last, statement(6, 0), link("b", "x"))).isInstanceOf(Step.BrokenChain.class);
    }

    @Test
    void aFirstStatementThatNamesOneBeforeBelongsToAChainNobodySaw() {
        assertThat(Step.of(Optional.empty(), statement(5, 0), link("b", "a"))).isInstanceOf(Step.BrokenChain.class);
        assertThat(Step.of(Optional.empty(), statement(5, 0), link("b", null))).isInstanceOf(Step.Next.class);
    }

    private static Optional<Mark> last(long epoch, long sequence) {
        return Optional.of(Mark.of(epoch, sequence));
    }

    private static Optional<ChainLink> link(String digest, String previous) {
        return Optional.of(new ChainLink(digest, Optional.ofNullable(previous)));
    }

    private static Envelope media(long epoch, long sequence) {
        return Envelope.of(Topic.ANON_VIDEO, EdgeNode.CAMERA, "/s/n/v", NOON, epoch, sequence);
    }

    private static Envelope statement(long epoch, long sequence) {
        return Envelope.of(Topic.AUDIT_PROVENANCE, EdgeNode.CAMERA, "/s/n/v", NOON, epoch, sequence);
    }
}
