/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.AnonymisationResult;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.outcome.AnonymisationResult.Withheld;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.Level;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.raw.lane.Checkpoint;
import io.bauta.raw.lane.LaneFactory;
import io.bauta.raw.lane.RawPosition;
import io.bauta.raw.lane.SensorLane;
import io.bauta.raw.machine.FinishedChunk.OfLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One sensor's place in the machine. It outlives its lanes: what must be known when a lane is lost (where reading stands,
 * the last state, up to when chunks are stated) is kept here, together with the <em>generation</em> that tells the present
 * lane from those replaced. Thread-safe.
 */
final class LaneSeat {
    private static final PolicyReference NO_POLICY = new PolicyReference("none", 1);
    private static final Duration CHUNK_WITHOUT_POLICY = Duration.ofMillis(500);

    private final SensorId sensor;
    private final int partition;
    private final Optional<AnonymisationPolicy> policy;
    private final Optional<PolicyReference> restricted;
    private final LaneFactory lanes;
    private final Outbox outbox;
    private final LaneQueue queue;

    private int generation;
    private String state = "";
    private Optional<RawPosition> expected = Optional.empty();
    private Instant coveredUntil = Instant.EPOCH;
    private Instant epochStart = Instant.EPOCH;
    private Instant lastSeen = Instant.EPOCH;
    private Instant received = Instant.EPOCH;
    private Instant lastReceived = Instant.EPOCH;
    private int failuresInARow;
    private int resultsGiven;

    LaneSeat(
            SensorId sensor,
            int partition,
            Optional<AnonymisationPolicy> policy,
            Optional<PolicyReference> restricted,
            LaneFactory lanes,
            Outbox outbox,
            LaneQueue queue) {
        this.sensor = sensor;
        this.partition = partition;
        this.policy = policy;
        this.restricted = restricted;
        this.lanes = lanes;
        this.outbox = outbox;
        this.queue = queue;
    }

    /** Takes up where the last commit left off. */
    synchronized void resume(SensorCheckpoint checkpoint) {
        state = checkpoint.state();
        expected = Optional.of(checkpoint.restart());
        coveredUntil = Instant.EPOCH.plus(checkpoint.coveredUntilMicros(), ChronoUnit.MICROS);
        lastSeen = coveredUntil;
    }

    SensorId sensor() {
        return sensor;
    }

    int partition() {
        return partition;
    }

    LaneQueue queue() {
        return queue;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Before this offset everything of the sensor is dealt with. */
    synchronized long firstOffsetWanted() {
        return expected.map(RawPosition::offset).orElse(0L);
    }

    synchronized Optional<RawPosition> expected() {
        return expected;
    }

    synchronized boolean isCurrent(int asked) {
        return asked == generation;
    }

    /** From now on nothing of the present lane is heard. */
    synchronized int replaceLane() {
        return ++generation;
    }

    /** As {@link #replaceLane()}; what the lane held is withheld. */
    synchronized int replaceLane(WithheldReason reason) {
        withholdRest(generation, reason);
        return ++generation;
    }

    synchronized int failuresInARow() {
        return failuresInARow;
    }

    synchronized int resultsGiven() {
        return resultsGiven;
    }

    Duration timeLimit() {
        return policy.map(lanes::timeLimit).orElse(Duration.ofSeconds(10));
    }

    Duration chunk() {
        return policy.map(lanes::chunk).orElse(CHUNK_WITHOUT_POLICY);
    }

    /** A lane that goes on from the last state. Throws what the factory throws. */
    SensorLane open(int forGeneration) {
        Optional<String> last = lastState();
        return policy.map(known -> lanes.open(
                        sensor,
                        known,
                        last,
                        (result, restrictedResult, checkpoint) ->
                                finished(forGeneration, result, restrictedResult, checkpoint)))
                .orElseGet(() -> withholding(forGeneration, WithheldReason.NO_POLICY));
    }

    /** A lane that releases nothing, for sensors without policy and for lanes that cannot be opened. */
    SensorLane withholding(int forGeneration, WithheldReason reason) {
        return new WithholdingLane(
                reason,
                chunk(),
                lastState(),
                (result, none, checkpoint) -> finished(forGeneration, result, none, checkpoint));
    }

    private synchronized Optional<String> lastState() {
        return Optional.of(state).filter(known -> !known.isEmpty());
    }

    /** Notes that the record now given to the lane is the sensor's newest. */
    synchronized void taking(RawPosition at, Instant time) {
        boolean newEpoch = expected.isEmpty() || expected.get().epoch() != at.epoch();
        if (newEpoch || epochStart.equals(Instant.EPOCH)) {
            epochStart = time;
        }
        expected = Optional.of(at.next());
        lastSeen = time;
        lastReceived = Instant.now();
        received = received.equals(Instant.EPOCH) ? lastReceived : received;
    }

    /** Notes a repeated record, which is not given to the lane. */
    synchronized void passing(long offset) {
        expected = expected.map(next -> new RawPosition(offset + 1, next.epoch(), next.sequence()));
    }

    synchronized void noteFailure() {
        failuresInARow++;
    }

    private synchronized void finished(
            int by, AnonymisationResult result, Optional<AnonymisationResult> restrictedResult, Checkpoint checkpoint) {
        if (by != generation) {
            return;
        }
        failuresInARow = result instanceof Released ? 0 : failuresInARow;
        state = checkpoint.state();
        put(
                result,
                restrictedResult.orElseGet(() -> withheldLike(result)),
                checkpoint.restart().or(() -> expected).orElseThrow());
    }

    /** As {@link #withholdHole}, before any lane is open: records held at the last commit are gone. */
    synchronized void withholdLostSince(SensorCheckpoint checkpoint, long beginning) {
        resume(checkpoint);
        withholdHole(generation, WithheldReason.RAW_LOST, RawPosition.anyFrom(beginning), coveredUntil);
    }

    /** Everything since the last result is withheld; the lane is to be replaced. */
    synchronized void withholdRest(int by, WithheldReason reason) {
        if (by == generation && expected.isPresent()) {
            failuresInARow++;
            Instant start = coveredUntil.isAfter(epochStart) ? coveredUntil : epochStart;
            putOnAllLevels(withheld(start, lastSeen, reason), expected.get());
        }
    }

    /** What lies between the last result and {@code until} never reached the lane, which goes on at {@code next}. */
    synchronized void withholdHole(int by, WithheldReason reason, RawPosition next, Instant until) {
        if (by == generation) {
            expected = Optional.of(next);
            putOnAllLevels(withheld(coveredUntil.equals(Instant.EPOCH) ? until : coveredUntil, until, reason), next);
        }
    }

    private static Withheld withheld(Instant start, Instant end, WithheldReason reason) {
        Duration duration = end.isAfter(start) ? Duration.between(start, end) : Duration.ZERO;
        return new Withheld(ChunkFacts.at(start, duration), reason);
    }

    /** Of a level that a lane says nothing about, nothing is released. */
    private static Withheld withheldLike(AnonymisationResult result) {
        return result instanceof Withheld withheld
                ? withheld
                : new Withheld(result.facts(), WithheldReason.INTERNAL_ERROR);
    }

    private void putOnAllLevels(Withheld withheld, RawPosition restart) {
        put(withheld, withheld, restart);
    }

    private void put(AnonymisationResult result, AnonymisationResult restrictedResult, RawPosition restart) {
        resultsGiven++;
        Instant end = result.facts().start().plus(result.facts().duration());
        coveredUntil = end.isAfter(coveredUntil) ? end : coveredUntil;
        List<OfLevel> levels = new ArrayList<>();
        levels.add(new OfLevel(
                Level.PUBLIC, policy.map(AnonymisationPolicy::reference).orElse(NO_POLICY), result));
        restricted.ifPresent(named -> levels.add(new OfLevel(Level.RESTRICTED, named, restrictedResult)));
        outbox.put(new FinishedChunk(sensor, partition, levels, restart, state, received));
        // The record that is being taken shows that the chunk before it is whole, and is the first of the next.
        received = lastReceived;
    }
}
