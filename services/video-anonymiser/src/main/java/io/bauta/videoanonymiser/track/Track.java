/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

import io.bauta.inference.detection.ObjectKind;
import java.util.List;

/**
 * One thing that is followed: covered in the frames it is seen in, in those between two sights, after the last and before the
 * first. Wherever it must guess it covers more, never less.
 */
final class Track {
    /** Each side of a box grows by this share of the side: detectors cut hair, chins and ears off. */
    static final double PADDING = 0.12;
    /** And by this share more for every second it has to guess over. */
    private static final double PADDING_A_SECOND = 0.5;
    /** Before the second sight nobody knows where it walks: three head widths a second, to either side. */
    private static final double UNKNOWN_WAY_A_SECOND = 3;
    /** What was seen once only is held for so long and two frames, and for as long again with each further sight. */
    private static final long HOLD_A_SIGHT_MICROS = 300_000;

    /** Two whose boxes share this much may be taken for one another. */
    private static final double MEETING = 0.2;

    private static final double MICROS = 1e6;

    private final int number;
    private final ObjectKind kind;
    private final Seen firstSeen;
    private Seen lastSeen;
    private Motion motion;
    /** Where it was first seen, and last, in pixels of today's pictures. */
    private Box first;

    private Box last;
    private long nowMicros;
    private long stepMicros;
    private final Sights sights = new Sights();
    private boolean lost;
    /** Where it was before it was last seen, and should have been when it was. */
    private Box lastBefore;

    private Seen lastSeenBefore;
    private final Motion expected;

    Track(int number, Seen seen) {
        this.number = number;
        this.kind = seen.kind();
        this.firstSeen = seen;
        this.lastSeen = seen;
        this.first = seen.box();
        this.last = first;
        this.motion = new Motion(first);
        this.expected = new Motion(first);
        this.lastBefore = first;
        this.lastSeenBefore = seen;
        this.nowMicros = seen.micros();
        sights.add(seen);
    }

    int number() {
        return number;
    }

    ObjectKind kind() {
        return kind;
    }

    long firstMicros() {
        return firstSeen.micros();
    }

    /**
     * Goes on to a frame; its box is then where it should be there. As in ByteTrack it keeps its size while it is not seen: what
     * boxes of one moment seem to grow or shrink by would make it nothing, or anything, within a second.
     */
    void goOn(long micros) {
        if (unseenMicros() > 0) {
            motion.keepSize();
        }
        stepMicros = micros - nowMicros;
        motion.predict(stepMicros);
        nowMicros = micros;
    }

    Box box() {
        return motion.box();
    }

    /** How long it has not been seen. */
    long unseenMicros() {
        return nowMicros - lastSeen.micros();
    }

    int sights() {
        return sights.count();
    }

    /** Whether it can still be recognised: after a cut of the scene it cannot. */
    boolean isLost() {
        return lost;
    }

    /** The same in pictures of another size; how it moved is forgotten. */
    void scale(double across, double down) {
        first = first.scaled(across, down);
        last = last.scaled(across, down);
        lastBefore = lastBefore.scaled(across, down);
        motion = new Motion(motion.box().scaled(across, down));
    }

    /** It may still be there, but nothing seen from now on is known to be it: it stays where it is until its time is over. */
    void lose() {
        lost = true;
        motion.stop();
    }

    /** Seen again, in the frame it went on to: covered there, and on the way in the frames between that still wait. */
    void see(Seen seen, Cover now, List<Cover> held) {
        Seen before = lastSeen;
        for (Cover between : held) {
            if (between.micros() > before.micros() && between.micros() < nowMicros) {
                double share = (double) (between.micros() - before.micros()) / (nowMicros - before.micros());
                cover(
                        between,
                        last.towards(seen.box(), share),
                        Math.min(between.micros() - before.micros(), nowMicros - between.micros()),
                        before,
                        seen);
            }
        }
        lastBefore = last;
        lastSeenBefore = before;
        expected.become(motion);
        last = seen.box();
        lastSeen = seen;
        motion.correct(last);
        sights.add(seen);
        cover(now, last.and(motion.box()), 0, before, seen);
    }

    /** Covered where it should be, where it was last seen, and on the way between: it may have stopped. */
    void hold(Cover now) {
        cover(now, last.andOnTheWay(motion.box()), unseenMicros(), lastSeen, lastSeen);
    }

    /** Whether it is time to let it go. */
    boolean isOver(long holdMicros) {
        return unseenMicros() > Math.min(holdMicros, sights() * HOLD_A_SIGHT_MICROS + 2 * stepMicros);
    }

    /**
     * Whether another one, which was seen now and oftener than this, is where this one should be: then it is the same, unless
     * both were seen in different places at one time.
     */
    boolean isNow(Track other) {
        return unseenMicros() > 0
                && other.kind == kind
                && other.unseenMicros() == 0
                && other.sights() >= sights()
                && box().overlap(other.last) > 0.4
                && !sights.wereElsewhereThan(other.sights);
    }

    /** Whether what was seen now of this one may have been somebody else, who is seen no more and should be there too. */
    boolean mayHaveBeen(Track other) {
        return unseenMicros() == 0
                && other.kind == kind
                && other.box().overlap(last) > MEETING
                && sights.wereElsewhereThan(other.sights);
    }

    /**
     * Whether what was seen now of this one and of the other are two: each sure enough to be somebody by itself, and not so
     * close that it may be one found twice.
     */
    boolean isSurelySeenBeside(Track other, float sureScore) {
        return isSurelySeen(sureScore) && other.isSurelySeen(sureScore) && last.overlap(other.last) < MEETING;
    }

    private boolean isSurelySeen(float sureScore) {
        return unseenMicros() == 0 && lastSeen.as().score() >= sureScore;
    }

    /** The way of this one, if what was seen now was the other. */
    Doubt doubt(Track other) {
        return new Doubt(this, other, nowMicros, Motion.of(expected), lastBefore, lastSeenBefore, other.lastSeen);
    }

    /**
     * Covered in a frame before its first sight: where it was then seen, and, as soon as that is known, on the way from where
     * it came.
     *
     * @param lookBackMicros how far back, at most
     */
    void coverBefore(Cover before, long lookBackMicros) {
        long ago = firstMicros() - before.micros();
        if (ago <= 0 || ago > lookBackMicros) {
            return;
        }
        if (sights() == 1) {
            cover(before, first.padded(UNKNOWN_WAY_A_SECOND * ago / MICROS, 0), ago, firstSeen, firstSeen);
        } else {
            double back = -(double) ago / (lastSeen.micros() - firstMicros());
            Box came =
                    first.moved((last.middleX() - first.middleX()) * back, (last.middleY() - first.middleY()) * back);
            cover(before, first.and(came), ago, firstSeen, lastSeen);
        }
    }

    void begin(Cover now) {
        cover(now, first, 0, firstSeen, firstSeen);
    }

    private void cover(Cover frame, Box box, long guessedMicros, Seen from, Seen to) {
        cover(frame, kind, box, guessedMicros, from, to);
    }

    /** Covers a box and the more about it the longer one has to guess. */
    static void cover(Cover frame, ObjectKind kind, Box box, long guessedMicros, Seen from, Seen to) {
        double padding = PADDING + PADDING_A_SECOND * guessedMicros / MICROS;
        frame.add(new Region(kind, box.padded(padding, padding), from, to));
    }
}
