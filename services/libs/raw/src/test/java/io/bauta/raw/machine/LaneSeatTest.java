/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.AnonymisationResult;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.outcome.AnonymisationResult.Withheld;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.raw.AccessUnit;
import io.bauta.raw.EndOfStream;
import io.bauta.raw.RawRecord;
import io.bauta.raw.RawSamples;
import io.bauta.raw.lane.Checkpoint;
import io.bauta.raw.lane.LaneFactory;
import io.bauta.raw.lane.LaneOutput;
import io.bauta.raw.lane.RawPosition;
import io.bauta.raw.lane.SensorLane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What survives a lane: where reading stands, up to when chunks are stated, and whose word counts. */
class LaneSeatTest {
    private static final Duration CHUNK = Duration.ofMillis(400);

    private final Outbox outbox = new Outbox(1 << 20);

    /** Finishes each unit as a chunk of its own, and remembers how it was opened. */
    private static final class EchoLanes implements LaneFactory {
        private Optional<String> openedWith = Optional.empty();
        private LaneOutput output;

        @Override
        public SensorLane open(SensorId sensor, AnonymisationPolicy policy, Optional<String> state, LaneOutput toSeat) {
            openedWith = state;
            output = toSeat;
            return new SensorLane() {
                @Override
                public void accept(RawRecord record, RawPosition at) {
                    toSeat.finished(released(record.envelope().time()), Checkpoint.from(at, "after " + at.sequence()));
                }

                @Override
                public void gap() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public Duration chunk(AnonymisationPolicy policy) {
            return CHUNK;
        }

        @Override
        public Duration timeLimit(AnonymisationPolicy policy) {
            return Duration.ofSeconds(3);
        }
    }

    private final EchoLanes lanes = new EchoLanes();
    private final LaneSeat seat = seat(Optional.of(AnonymisationPolicy.strictest()));

    @Test
    void whatALaneFinishesIsPutWithItsCheckpoint() throws InterruptedException {
        give(seat.open(0), 0);

        FinishedChunk put = put().getFirst();
        assertThat(put.result()).isInstanceOf(Released.class);
        assertThat(put.restart()).isEqualTo(new RawPosition(100, 1, 0));
        assertThat(put.state()).isEqualTo("after 0");
        assertThat(put.levels().getFirst().policy())
                .isEqualTo(AnonymisationPolicy.strictest().reference());
        assertThat(seat.expected()).contains(new RawPosition(101, 1, 1));
        assertThat(seat.resultsGiven()).isOne();
    }

    @Test
    void aReplacedLaneIsNotHeardAndTheNextIsOpenedWithTheLastState() throws InterruptedException {
        SensorLane old = seat.open(0);
        LaneOutput oldOutput = lanes.output;
        give(old, 0);
        int next = seat.replaceLane();

        oldOutput.finished(released(RawSamples.START.plusSeconds(9)), Checkpoint.nothingHeld("late"));
        var unused = seat.open(next);

        assertThat(lanes.openedWith).contains("after 0");
        assertThat(put()).hasSize(1);
        assertThat(seat.isCurrent(0)).isFalse();
        assertThat(seat.isCurrent(next)).isTrue();
    }

    @Test
    void whatALostLaneHeldIsWithheldFromTheLastStatedTimeOn() throws InterruptedException {
        give(seat.open(0), 0);
        seat.taking(new RawPosition(101, 1, 1), RawSamples.START.plusMillis(400));
        seat.taking(new RawPosition(102, 1, 2), RawSamples.START.plusMillis(900));

        seat.withholdRest(0, WithheldReason.UNDECODABLE);

        assertThat(put().getLast().result())
                .isEqualTo(new Withheld(
                        ChunkFacts.at(RawSamples.START.plus(CHUNK), Duration.ofMillis(500)),
                        WithheldReason.UNDECODABLE));
        assertThat(seat.failuresInARow()).isOne();
    }

    @Test
    void aReplacedLanesFailureIsNobodysFailure() throws InterruptedException {
        seat.taking(new RawPosition(100, 1, 0), RawSamples.START);
        seat.replaceLane(WithheldReason.TIMED_OUT);

        seat.withholdRest(0, WithheldReason.INTERNAL_ERROR);

        assertThat(put()).hasSize(1);
        assertThat(seat.failuresInARow()).isOne();
    }

    @Test
    void aReleasedChunkEndsARowOfFailures() {
        seat.noteFailure();
        seat.noteFailure();

        give(seat.open(0), 0);

        assertThat(seat.failuresInARow()).isZero();
    }

    @Test
    void aHoleIsStatedUpToTheRecordBehindIt() throws InterruptedException {
        give(seat.open(0), 0);

        seat.withholdHole(0, WithheldReason.RAW_LOST, new RawPosition(150, 1, 50), RawSamples.START.plusSeconds(2));

        FinishedChunk hole = put().getLast();
        assertThat(hole.result())
                .isEqualTo(new Withheld(
                        ChunkFacts.at(RawSamples.START.plus(CHUNK), Duration.ofMillis(1600)), WithheldReason.RAW_LOST));
        assertThat(hole.restart()).isEqualTo(new RawPosition(150, 1, 50));
        assertThat(hole.state()).isEqualTo("after 0");
    }

    @Test
    void aSeatGoesOnWhereTheLastCommitStands() {
        seat.resume(new SensorCheckpoint(new RawPosition(60, 1, 7), true, 8, 3, 4, "d", 1_000_000, "kept", 0));

        var unused = seat.open(0);

        assertThat(seat.firstOffsetWanted()).isEqualTo(60);
        assertThat(seat.expected()).contains(new RawPosition(60, 1, 7));
        assertThat(lanes.openedWith).contains("kept");
    }

    @Test
    void whatWasHeldAtTheLastCommitAndIsGoneIsStatedAsLost() throws InterruptedException {
        seat.withholdLostSince(
                new SensorCheckpoint(new RawPosition(60, 1, 7), true, 8, 3, 4, "d", 1_000_000, "kept", 0), 500);

        FinishedChunk lost = put().getFirst();
        assertThat(lost.result())
                .isEqualTo(new Withheld(
                        ChunkFacts.at(Instant.EPOCH.plusSeconds(1), Duration.ZERO), WithheldReason.RAW_LOST));
        assertThat(lost.restart()).isEqualTo(RawPosition.anyFrom(500));
        assertThat(lost.state()).isEqualTo("kept");
    }

    @Test
    void aRepeatedRecordOnlyMovesTheOffset() {
        seat.taking(new RawPosition(100, 1, 0), RawSamples.START);

        seat.passing(107);

        assertThat(seat.expected()).contains(new RawPosition(108, 1, 1));
    }

    @Test
    void aSensorWithoutPolicyIsWithheldOnceAChunk() throws InterruptedException {
        LaneSeat stranger = seat(Optional.empty());
        SensorLane lane = stranger.open(0);
        for (int i = 0; i <= 25; i++) {
            AccessUnit unit = RawSamples.unit(i, (byte) 1);
            RawPosition at = RawPosition.of(unit, 100 + i);
            stranger.taking(at, unit.envelope().time());
            lane.accept(unit, at);
        }
        lane.accept(new EndOfStream(RawSamples.unit(26).envelope()), new RawPosition(126, 1, 26));

        List<FinishedChunk> put = put();
        assertThat(put).extracting(chunk -> chunk.result()).allSatisfy(result -> {
            assertThat(result).isInstanceOf(Withheld.class);
            assertThat(((Withheld) result).reason()).isEqualTo(WithheldReason.NO_POLICY);
        });
        assertThat(put).hasSize(2);
        assertThat(put.getLast().restart()).isEqualTo(new RawPosition(126, 1, 26));
        assertThat(put.getFirst().levels().getFirst().policy()).hasToString("none@1");
    }

    @Test
    void aSensorOfTwoLevelsHasAResultOnBothWhoeverWithholds() throws InterruptedException {
        PolicyReference named = new PolicyReference("police", 1);
        LaneSeat both = new LaneSeat(
                RawSamples.CAMERA,
                0,
                Optional.of(AnonymisationPolicy.strictest()),
                Optional.of(named),
                lanes,
                outbox,
                new LaneQueue(1000, 10));
        var unused = both.open(0);
        both.taking(new RawPosition(100, 1, 0), RawSamples.START);
        AnonymisationResult toAll = released(RawSamples.START);
        Withheld restricted = new Withheld(toAll.facts(), WithheldReason.NO_DETECTOR);

        lanes.output.finished(toAll, Optional.of(restricted), Checkpoint.nothingHeld("told"));
        lanes.output.finished(toAll, Checkpoint.nothingHeld("silent about one"));
        both.withholdRest(0, WithheldReason.UNDECODABLE);

        assertThat(put())
                .extracting(chunk -> chunk.levels().stream()
                        .map(level ->
                                level.level().label() + ":" + level.policy().id() + ":" + word(level.result()))
                        .toList())
                .containsExactly(
                        List.of("public:strictest:released", "restricted:police:no-detector"),
                        List.of("public:strictest:released", "restricted:police:internal-error"),
                        List.of("public:strictest:undecodable", "restricted:police:undecodable"));
    }

    private static String word(AnonymisationResult result) {
        return result instanceof Withheld withheld ? withheld.reason().label() : "released";
    }

    private LaneSeat seat(Optional<AnonymisationPolicy> policy) {
        return new LaneSeat(RawSamples.CAMERA, 0, policy, Optional.empty(), lanes, outbox, new LaneQueue(1000, 10));
    }

    private void give(SensorLane lane, long sequence) {
        AccessUnit unit = RawSamples.unit(sequence, (byte) 1);
        RawPosition at = RawPosition.of(unit, 100 + sequence);
        seat.taking(at, unit.envelope().time());
        lane.accept(unit, at);
    }

    private List<FinishedChunk> put() throws InterruptedException {
        return outbox.take(0, Long.MAX_VALUE);
    }

    private static AnonymisationResult released(Instant start) {
        return new Released(ChunkFacts.at(start, CHUNK), new byte[] {1});
    }
}
