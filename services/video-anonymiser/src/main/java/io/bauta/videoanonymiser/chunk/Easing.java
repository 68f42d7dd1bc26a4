/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.contracts.policy.VideoPolicy;
import java.time.Duration;
import java.util.List;

/**
 * What is left out of a camera's released pictures while the node is too slow for it, in a stated order: pictures, then
 * size. What is left out is not looked at either, which is most of what it saves; every picture that is released is. Where
 * the last step does not help, chunks are withheld by the policy's time limit.
 *
 * <p>How far the lane is behind is reckoned from its own work: what it took longer than the time its pictures cover, until
 * nothing waits. No wall clock is asked, for cameras' clocks drift, and what waits after a restart is caught up with in full.
 *
 * <p>One for each camera, over all its lanes. Thread-safe: a lane that was replaced may still be at work.
 */
final class Easing implements Pace {
    private static final List<Step> STEPS = List.of(Step.values());
    private static final int LATE_BEFORE_MORE = 3;
    private static final int IN_TIME_BEFORE_LESS = 20;
    private static final int MOST_BEFORE_LESS = 32 * IN_TIME_BEFORE_LESS;
    /**
     * Being late is no reason for more while each chunk makes good at least so much of its time, and enough for all to be made good
     * in {@link #CAUGHT_UP_IN}: then this step will do.
     */
    private static final double MADE_GOOD = 0.1;

    private static final Duration CAUGHT_UP_IN = Duration.ofSeconds(20);
    /** How much the chunk that is done counts in the load. */
    private static final double NEWEST = 0.2;
    /** A virtual machine that has just begun still compiles, so it may be farther behind: its slowness says little. */
    private static final Duration COLD = Duration.ofSeconds(15);

    private static final Duration BEHIND_WHILE_COLD = Duration.ofSeconds(3);

    private final long chunkNanos;
    private int cold;
    private int at;
    private long worked;
    private long behind;
    private long busy;
    private double load;
    private int late;
    private int inTime;
    private int sinceLess = MOST_BEFORE_LESS;
    private int beforeLess = IN_TIME_BEFORE_LESS;
    private long eased;

    /** What is left out. */
    enum Step {
        NONE(1, 1, 1, 0),
        THREE_QUARTERS_RATE(3, 4, 1, 0.75),
        HALF_RATE(1, 2, 1, 0.67),
        QUARTER_RATE(1, 4, 1, 0.5),
        /** And half of width and height, too. */
        HALF_SIZE(1, 4, 2, 0.5);

        private final int released;
        private final int of;
        private final int shrink;
        /** A lane that is busy for more of its time has no room for what the step before this one releases. */
        private final double loadForLess;

        Step(int released, int of, int shrink, double loadForLess) {
            this.released = released;
            this.of = of;
            this.shrink = shrink;
            this.loadForLess = loadForLess;
        }

        /**
         * Whether it releases a picture.
         *
         * @param number of the picture in its chunk, from 0; the first one always is
         */
        boolean releases(int number) {
            return number % of < released;
        }

        /** How much of the pictures is released, above 0, up to 1. */
        double share() {
            return (double) released / of;
        }

        /** What width and height are divided by. */
        int shrink() {
            return shrink;
        }
    }

    /**
     * @param chunk being more than this behind is late
     * @param cold in how many chunks at the beginning only being far behind is late
     */
    Easing(Duration chunk, int cold) {
        this.cold = cold;
        this.chunkNanos = chunk.toNanos();
    }

    static Easing of(VideoPolicy policy) {
        return new Easing(policy.chunk(), (int)
                Math.ceilDiv(COLD.toMillis(), policy.chunk().toMillis()));
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
        busy += nanos;
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
        long before = behind;
        behind = Math.max(0, behind + worked - covered.toNanos());
        load += NEWEST * (busy / (double) Math.max(1, covered.toNanos()) - load);
        worked = 0;
        busy = 0;
        sinceLess++;
        boolean isLate = behind > (cold > 0 ? Math.max(chunkNanos, BEHIND_WHILE_COLD.toNanos()) : chunkNanos);
        cold = Math.max(0, cold - 1);
        double madeGood = Math.max(MADE_GOOD, (double) before / CAUGHT_UP_IN.toNanos()) * covered.toNanos();
        late = isLate && behind > before - madeGood ? late + 1 : 0;
        inTime = isLate ? 0 : inTime + 1;
        if (late >= LATE_BEFORE_MORE) {
            more();
        } else if (inTime >= beforeLess && load <= STEPS.get(at).loadForLess) {
            less();
        }
    }

    /** What was gone back from in vain is tried again ever later: each try costs a delay. */
    private void more() {
        boolean inVain = sinceLess <= 2 * IN_TIME_BEFORE_LESS;
        beforeLess = inVain ? Math.min(2 * beforeLess, MOST_BEFORE_LESS) : IN_TIME_BEFORE_LESS;
        go(Math.min(at + 1, STEPS.size() - 1));
    }

    private void less() {
        sinceLess = at > 0 ? 0 : sinceLess;
        go(Math.max(at - 1, 0));
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
