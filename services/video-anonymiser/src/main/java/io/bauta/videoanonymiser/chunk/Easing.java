/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.contracts.policy.VideoPolicy;
import java.time.Duration;
import java.util.List;

/**
 * What is left out of a camera's released pictures while the node is too slow for it, in a stated order: pictures, then
 * size. Every picture is looked at whatever the step, so that tracks hold and nothing released went unseen; where the last
 * step does not help, chunks are withheld by the policy's time limit.
 *
 * <p>How far the lane is behind is reckoned from its own work: what it took longer than the time its pictures cover. No
 * wall clock is asked, for cameras' clocks drift, and what waits after a restart is caught up with in full.
 *
 * <p>One for each camera, over all its lanes. Thread-safe: a lane that was replaced may still be at work.
 */
final class Easing implements Pace {
    private static final List<Step> STEPS = List.of(Step.values());
    private static final int LATE_BEFORE_MORE = 3;
    private static final int IN_TIME_BEFORE_LESS = 20;
    /** A virtual machine that has just begun still compiles, and its slowness says nothing of the node. */
    private static final Duration COLD = Duration.ofSeconds(15);

    private final long chunkNanos;
    private final long mostNanos;
    private int cold;
    private int at;
    private long worked;
    private long behind;
    private int late;
    private int inTime;
    private long eased;

    /** What is left out. */
    enum Step {
        NONE(1, 1),
        HALF_RATE(2, 1),
        QUARTER_RATE(4, 1),
        /** And half of width and height, too. */
        HALF_SIZE(4, 2);

        private final int every;
        private final int shrink;

        Step(int every, int shrink) {
            this.every = every;
            this.shrink = shrink;
        }

        /** Of so many pictures the first is released. */
        int every() {
            return every;
        }

        /** What width and height are divided by. */
        int shrink() {
            return shrink;
        }
    }

    /**
     * @param chunk being more than this behind is late
     * @param most no more than this is remembered, however late it was
     * @param cold how many chunks at the beginning are left uncounted
     */
    Easing(Duration chunk, Duration most, int cold) {
        this.cold = cold;
        this.chunkNanos = chunk.toNanos();
        this.mostNanos = Math.max(most.toNanos(), 2 * chunkNanos);
    }

    static Easing of(VideoPolicy policy) {
        int cold = (int) Math.ceilDiv(COLD.toMillis(), policy.chunk().toMillis());
        return new Easing(policy.chunk(), policy.timeLimit(), cold);
    }

    @Override
    public synchronized Step step() {
        return STEPS.get(at);
    }

    /** The same as a number, from 0. */
    synchronized int stepNumber() {
        return at;
    }

    /** The lane was busy for so long. */
    synchronized void worked(long nanos) {
        worked += nanos;
    }

    /** Nothing waits for the lane. */
    synchronized void caughtUp() {
        worked = 0;
        behind = 0;
        late = 0;
    }

    @Override
    public synchronized void finished(Duration covered, int leftOut) {
        eased += leftOut;
        if (cold > 0) {
            cold--;
            caughtUp();
            return;
        }
        long before = behind;
        behind = Math.clamp(behind + worked - covered.toNanos(), 0, mostNanos);
        worked = 0;
        boolean isLate = behind > chunkNanos;
        // Late, but later than before no more: this step will do.
        late = isLate && behind >= before ? late + 1 : 0;
        inTime = isLate ? 0 : inTime + 1;
        if (late >= LATE_BEFORE_MORE) {
            go(Math.min(at + 1, STEPS.size() - 1));
        } else if (inTime >= IN_TIME_BEFORE_LESS) {
            go(Math.max(at - 1, 0));
        }
    }

    private void go(int step) {
        at = step;
        late = 0;
        inTime = 0;
    }

    /** Pictures left out so far. */
    synchronized long eased() {
        return eased;
    }
}
