/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

import io.bauta.inference.detection.ObjectKind;
import java.util.List;

/**
 * One thing that is followed. Covers what it is told to: the frame it is seen in, frames between two sights, frames after the
 * last and before the first. Wherever it must guess it covers more, never less.
 */
final class Track {
    /** Each side of a box grows by this share of the side: detectors cut hair, chins and ears off. */
    private static final double PADDING = 0.12;
    /** And by this share more for every second it has to guess over. */
    private static final double PADDING_A_SECOND = 0.5;

    /** Before the second sight nobody knows where to it walks: three head widths a second, to either side. */
    private static final double UNKNOWN_WAY_A_SECOND = 3;

    private static final double MICROS = 1e6;

    private final ObjectKind kind;
    private final Motion motion;
    private final Box first;
    private final long firstMicros;
    private Box last;
    private long lastMicros;
    private long nowMicros;
    private int sights = 1;
    private boolean lost;

    Track(ObjectKind kind, Box seen, long micros) {
        this.kind = kind;
        this.motion = new Motion(seen);
        this.first = seen;
        this.firstMicros = micros;
        this.last = seen;
        this.lastMicros = micros;
        this.nowMicros = micros;
    }

    ObjectKind kind() {
        return kind;
    }

    /** Goes on to a frame; its box is then where it should be there. */
    void goOn(long micros) {
        motion.predict(micros - nowMicros);
        nowMicros = micros;
    }

    Box box() {
        return motion.box();
    }

    /** How long it has not been seen. */
    long unseenMicros() {
        return nowMicros - lastMicros;
    }

    /** Whether it can still be recognised: after a cut of the scene it cannot. */
    boolean isLost() {
        return lost;
    }

    /** It may still be there, but nothing seen from now on is known to be it: it stays where it is until its time is over. */
    void lose() {
        lost = true;
        motion.stop();
    }

    /** Seen again, in the frame it went on to: covered there, and on the way in the frames between that still wait. */
    void see(Box seen, Cover now, List<Cover> held) {
        for (Cover between : held) {
            if (between.micros() > lastMicros && between.micros() < nowMicros) {
                double share = (double) (between.micros() - lastMicros) / (nowMicros - lastMicros);
                cover(
                        between,
                        last.towards(seen, share),
                        Math.min(between.micros() - lastMicros, nowMicros - between.micros()));
            }
        }
        motion.correct(seen);
        last = seen;
        lastMicros = nowMicros;
        sights++;
        cover(now, seen.and(motion.box()), 0);
        if (sights == 2) {
            coverBefore(held);
        }
    }

    /** Covered where it should be, and where it was last seen: it may have stopped. */
    void hold(Cover now) {
        cover(now, last.and(motion.box()), unseenMicros());
    }

    /** Covered in frames before its first sight, where it was then seen, and where it may have come from. */
    void coverBefore(List<Cover> held) {
        for (Cover before : held) {
            long ago = firstMicros - before.micros();
            if (ago > 0) {
                Box where = first.and(motion.before(first, ago));
                cover(before, where.padded(sights == 1 ? UNKNOWN_WAY_A_SECOND * ago / MICROS : 0, 0), ago);
            }
        }
    }

    void begin(Cover now) {
        cover(now, first, 0);
    }

    private void cover(Cover frame, Box box, long guessedMicros) {
        double padding = PADDING + PADDING_A_SECOND * guessedMicros / MICROS;
        frame.add(kind, box.padded(padding, padding));
    }
}
