/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

/**
 * Where somebody should be, if what they were taken to be was somebody else: two meet, one is seen, and either may be the one.
 * Covered until both are surely seen at once, or what is seen no more would be let go.
 */
final class Doubt {
    private final Track track;
    private final Track other;
    private final long sinceMicros;
    private final Seen from;
    private final Seen to;
    private Motion motion;
    private Box last;
    private long nowMicros;

    /**
     * @param track that may have gone over to somebody else
     * @param other whom it may have gone over to
     * @param motion how it moved until then; becomes this one's
     * @param last where it was seen before
     * @param from what was seen of it before
     * @param to what was last seen of the other
     */
    Doubt(Track track, Track other, long sinceMicros, Motion motion, Box last, Seen from, Seen to) {
        this.track = track;
        this.other = other;
        this.sinceMicros = sinceMicros;
        this.motion = motion;
        this.last = last;
        this.from = from;
        this.to = to;
        this.nowMicros = sinceMicros;
    }

    boolean isOf(Track one, Track another) {
        return track == one && other == another;
    }

    void goOn(long micros) {
        motion.keepSize();
        motion.predict(micros - nowMicros);
        nowMicros = micros;
    }

    /** As {@link Track#lose}. */
    void stop() {
        motion.stop();
    }

    void scale(double across, double down) {
        last = last.scaled(across, down);
        motion = new Motion(motion.box().scaled(across, down));
    }

    boolean isOver(long holdMicros) {
        return nowMicros - sinceMicros > holdMicros;
    }

    /** Whether there is surely one sight for each: then nobody is left to be covered, whoever is who. */
    boolean isSettled(float sureScore) {
        return track.isSurelySeenBeside(other, sureScore);
    }

    void hold(Cover now) {
        Track.cover(now, track.kind(), last.andOnTheWay(motion.box()), nowMicros - sinceMicros, from, to);
    }
}
