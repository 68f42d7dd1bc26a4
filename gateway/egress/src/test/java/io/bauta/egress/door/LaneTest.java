/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

import static io.bauta.egress.door.EdgeNode.CAMERA;
import static io.bauta.egress.door.EdgeNode.MICROPHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.egress.door.Lane.Movement;
import io.bauta.egress.door.Lane.Passage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final InFlight inFlight = new InFlight(1000);
    private final Lane lane = new Lane(LaneCheckpoint.beginning(Map.of(0, 40L, 1, 50L)), inFlight, 0);

    @Test
    void thePositionWaitsForTheFirstRecordThatHasNotArrived() {
        Passage first = lane.begin(10, 100, camera(0));
        Passage second = lane.begin(11, 100, camera(1));

        second.arrived(0, 41);
        assertThat(lane.position()).isEmpty();

        first.arrived(0, 40);
        assertThat(lane.position().orElseThrow().edgeOffset()).isEqualTo(12);
        assertThat(lane.position().orElseThrow().checkpoint())
                .isEqualTo(new LaneCheckpoint(Map.of(0, 42L, 1, 50L), Map.of("camera", Mark.of(1, 1))));
    }

    @Test
    void whatIsUnderWayIsSeenButNotSettled() {
        lane.begin(10, 100, camera(0)).settle();
        var underWay = lane.begin(11, 100, camera(1));

        assertThat(lane.last(CAMERA)).contains(Mark.of(1, 1));
        assertThat(lane.position().orElseThrow().checkpoint().marks()).containsEntry("camera", Mark.of(1, 0));
        assertThat(inFlight.bytes()).isEqualTo(100);
        underWay.settle();
        underWay.settle();
        assertThat(inFlight.bytes()).as("settled twice is settled once").isZero();
    }

    @Test
    void aSkippedRecordWaitsForThoseBeforeIt() {
        Passage first = lane.begin(10, 100, camera(0));
        lane.skip(11, camera(1));

        assertThat(lane.position()).isEmpty();
        first.settle();
        assertThat(lane.position().orElseThrow().edgeOffset()).isEqualTo(12);
    }

    @Test
    void theReadersOwnPositionCountsOnlyWhileNothingIsUnderWay() {
        lane.readUpTo(20);
        Passage passage = lane.begin(20, 100, camera(0));
        lane.readUpTo(30);

        assertThat(lane.position().orElseThrow().edgeOffset()).isEqualTo(20);
        passage.settle();
        lane.readUpTo(30);
        assertThat(lane.position().orElseThrow().edgeOffset()).isEqualTo(30);
    }

    @Test
    void theFogsEndsAreNotTakenWhileSomethingMayStillLandBeforeThem() {
        Passage passage = lane.begin(10, 100, camera(0));
        lane.fogEndsAt(Map.of(0, 99L, 1, 99L));
        passage.arrived(1, 50);

        assertThat(lane.position().orElseThrow().checkpoint().fogOffsets()).isEqualTo(Map.of(0, 40L, 1, 51L));
        lane.fogEndsAt(Map.of(0, 99L, 1, 99L));
        assertThat(lane.position().orElseThrow().checkpoint().fogOffsets()).isEqualTo(Map.of(0, 99L, 1, 99L));
    }

    /** Killed a second time before it has come past what arrived the first time, the door must find that again. */
    @Test
    void whereToLookAtTheFogStaysUntilAllThatHadArrivedIsPassed() {
        Lane again = new Lane(LaneCheckpoint.beginning(Map.of(0, 40L)), inFlight, 12);
        again.readUpTo(10);
        again.fogEndsAt(Map.of(0, 99L));
        assertThat(again.position().orElseThrow().checkpoint().fogOffsets()).isEqualTo(Map.of(0, 40L));

        again.skip(10, camera(0));
        again.begin(11, 100, camera(1)).arrived(0, 120);

        assertThat(again.position().orElseThrow().edgeOffset()).isEqualTo(12);
        assertThat(again.position().orElseThrow().checkpoint().fogOffsets()).isEqualTo(Map.of(0, 121L));
    }

    @Test
    void aHoleExplainsOneGapOfEachSensor() {
        lane.begin(10, 100, camera(0)).settle();
        assertThat(lane.explainsGapOf(CAMERA)).isFalse();

        lane.hole();
        assertThat(lane.explainsGapOf(CAMERA)).isTrue();
        lane.begin(30, 100, camera(20)).settle();

        assertThat(lane.explainsGapOf(CAMERA)).isFalse();
        assertThat(lane.explainsGapOf(MICROPHONE)).isTrue();
    }

    @Test
    void lanesShareOneBoundOfBytes() throws InterruptedException {
        Lane other = new Lane(LaneCheckpoint.beginning(Map.of()), inFlight, 0);
        Passage one = lane.begin(10, 600, camera(0));
        Passage two = other.begin(10, 600, Optional.empty());

        assertThat(inFlight.awaitRoom(Duration.ofMillis(1))).isFalse();
        one.settle();
        assertThat(inFlight.awaitRoom(Duration.ofMillis(1))).isTrue();
        assertThat(inFlight.awaitEmpty(Duration.ofMillis(1))).isFalse();
        two.settle();
        assertThat(inFlight.awaitEmpty(Duration.ofMillis(1))).isTrue();
        assertThat(inFlight.stuckFor()).isZero();
    }

    @Test
    void aFailureWakesWhoeverWaitsAndStays() throws InterruptedException {
        var stuck = lane.begin(10, 2000, camera(0));
        inFlight.fail(new IllegalStateException("first"));
        inFlight.fail(new IllegalStateException("second"));

        assertThat(inFlight.awaitRoom(Duration.ofMinutes(10))).isFalse();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(inFlight::throwIfFailed))
                .hasMessage("first");
        assertThat(inFlight.stuckFor()).isPositive();
        stuck.settle();
    }

    private static Optional<Movement> camera(long number) {
        return Optional.of(new Movement(CAMERA, Mark.of(1, number)));
    }
}
