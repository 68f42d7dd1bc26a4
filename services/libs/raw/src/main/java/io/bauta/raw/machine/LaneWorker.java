/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.ChunkWithheldException;
import io.bauta.raw.lane.RawPosition;
import io.bauta.raw.lane.SensorLane;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/**
 * Feeds one generation of a sensor's lane from the sensor's queue and turns everything a lane can throw into a withheld
 * chunk. Runs on a thread of its own until its generation is over.
 */
final class LaneWorker implements Runnable {
    private static final Logger LOG = System.getLogger(LaneWorker.class.getName());
    private static final long WAIT_MILLIS = 100;
    /** Opening may load native libraries for the first time. */
    private static final Duration OPENING = Duration.ofSeconds(30);

    private final LaneSeat seat;
    private final int generation;
    private final long limitNanos;
    private SensorLane lane;
    private WithheldReason lastReason = WithheldReason.INTERNAL_ERROR;
    private Instant coolingSince;
    private long busyNanos;
    private volatile long deadlineNanos;
    private volatile boolean inCall;
    private volatile boolean stopping;
    private volatile long lastRecordNanos = System.nanoTime();

    LaneWorker(LaneSeat seat, int generation) {
        this.seat = seat;
        this.generation = generation;
        this.limitNanos = seat.timeLimit().toNanos();
    }

    /** Lets the call in progress end, then ends. */
    void stop() {
        stopping = true;
    }

    boolean isOverdue(long nowNanos) {
        return inCall && nowNanos - deadlineNanos > 0;
    }

    long quietNanos() {
        return System.nanoTime() - lastRecordNanos;
    }

    @Override
    public void run() {
        try {
            while (!stopping && seat.isCurrent(generation)) {
                if (seat.outbox().hasRoom(WAIT_MILLIS)) {
                    step(seat.queue().poll(WAIT_MILLIS));
                }
            }
        } catch (InterruptedException e) {
            // Replaced while waiting; what follows is the same as at any other end.
        } finally {
            closeLane();
        }
    }

    private void step(LaneQueue.Item item) {
        if (item == null) {
            if (lane != null) {
                guarded(limitNanos, () -> lane.idle(Duration.ofNanos(quietNanos())));
            }
        } else if (item.record().isPresent()) {
            readable(item, item.record().get());
        } else {
            breakOff();
            seat.withholdHole(
                    generation, WithheldReason.MALFORMED_RECORD, RawPosition.anyFrom(item.offset() + 1), item.time());
        }
    }

    private void readable(LaneQueue.Item item, RawRecord record) {
        RawPosition at = RawPosition.of(record, item.offset());
        lastRecordNanos = System.nanoTime();
        switch (Continuity.of(seat.expected(), at)) {
            case FOLLOWS -> {}
            case BEGINS -> breakOff();
            case AFTER_HOLE -> {
                breakOff();
                seat.withholdHole(generation, WithheldReason.RAW_LOST, at, item.time());
            }
            case REPEATS -> {
                seat.passing(item.offset());
                return;
            }
        }
        ensureLane(item.time());
        seat.taking(at, item.time());
        guarded(limitNanos, () -> lane.accept(record, at));
    }

    private void breakOff() {
        if (lane != null) {
            guarded(limitNanos, lane::gap);
        }
    }

    /** After two failures in a row one chunk's time passes before the next try, so that a broken lane costs little. */
    private void ensureLane(Instant time) {
        boolean cooled = coolingSince != null
                && Duration.between(coolingSince, time).abs().compareTo(seat.chunk()) >= 0;
        if (cooled) {
            breakOff();
            closeLane();
        }
        if (lane == null) {
            guarded(OPENING.toNanos(), () -> open(time, cooled || seat.failuresInARow() < 2));
        }
    }

    private void open(Instant time, boolean inEarnest) {
        coolingSince = null;
        if (inEarnest) {
            try {
                lane = seat.open(generation);
                return;
            } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
                lastReason = reason(e);
                seat.noteFailure();
                log(e);
            }
        }
        coolingSince = time;
        lane = seat.withholding(generation, lastReason);
    }

    /** Runs a call of the lane against the clock; whatever it throws withholds what the lane held. */
    private void guarded(long limit, Runnable call) {
        long begun = System.nanoTime();
        int results = seat.resultsGiven();
        deadlineNanos = begun + limit - busyNanos;
        inCall = true;
        try {
            call.run();
            inCall = false;
            busyNanos = seat.resultsGiven() == results ? busyNanos + System.nanoTime() - begun : 0;
            if (busyNanos > limit) {
                throw new ChunkWithheldException(WithheldReason.TIMED_OUT, "longer than the policy allows");
            }
        } catch (Throwable thrown) {
            inCall = false;
            lose(thrown);
        }
    }

    private void lose(Throwable thrown) {
        busyNanos = 0;
        lastReason = reason(thrown);
        if (seat.isCurrent(generation)) {
            log(thrown);
        }
        seat.withholdRest(generation, lastReason);
        closeLane();
    }

    private static WithheldReason reason(Throwable thrown) {
        return switch (thrown) {
            case ChunkWithheldException known -> known.reason();
            case OutOfMemoryError memory -> WithheldReason.OUT_OF_MEMORY_BUDGET;
            default -> WithheldReason.INTERNAL_ERROR;
        };
    }

    private void log(Throwable thrown) {
        LOG.log(
                Level.WARNING,
                "sensor={0} chunk withheld reason={1} by={2}",
                seat.sensor(),
                lastReason.label(),
                Blame.of(thrown));
    }

    private void closeLane() {
        SensorLane closing = lane;
        lane = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (Exception | Error e) {
                LOG.log(Level.WARNING, "sensor={0} lane not closed cleanly: {1}", seat.sensor(), e.getClass());
            }
        }
    }
}
