/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

/**
 * Which hops are treated as speech: those in which it is heard, however weakly, a while before, so that no beginning is
 * missed, and a while after. What is not sure is speech. Not thread-safe.
 */
public final class SpeechStretches {
    /** Hops before a frame with speech that belong to it: 192 ms, which is also how far a method sees ahead. */
    public static final int BEFORE = 12;
    /** Hops after: 288 ms, longer than the silence inside a word. */
    public static final int AFTER = 18;

    /**
     * As likely as this is speech: the networks are exported so. One threshold, none to begin and another to go on: what is
     * decided hangs on few frames, so that a run taken up in its middle is decided as it was.
     */
    static final float SPEECH = 0.5f;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private long lastActive = NEVER;
    private long heard = NEVER;

    /** Nothing was heard yet. */
    public void begin() {
        lastActive = NEVER;
        heard = NEVER;
    }

    /** Takes what was heard in the next frame, 0 to 1. */
    public void hear(long frame, float speech) {
        if (speech >= SPEECH) {
            lastActive = frame;
        }
        heard = frame;
    }

    /** The newest hop about which {@link #speech} can be asked. */
    public long decided() {
        return heard - 1 - BEFORE;
    }

    /** Whether the hop {@link #decided} is treated as speech: is there a frame with speech from AFTER before to BEFORE after? */
    public boolean speech() {
        return lastActive >= decided() - AFTER;
    }

    /** The first frame that a hop's answer hangs on. */
    public static long neededFrom(long hop) {
        return Math.max(0, hop - AFTER);
    }
}
