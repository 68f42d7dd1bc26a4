/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

/**
 * A network whose memory is renewed at fixed places of the run: a second one, begun from nothing a while before, takes over.
 * So what it hears hangs on the last seconds only. A run can be taken up in its middle with the same bits, and no memory
 * drifts, or is spoilt by one loud sound, over days. Not thread-safe.
 */
final class RefreshedNetwork implements AutoCloseable {
    /** From one renewal to the next: 12.3 s. */
    static final int PERIOD = 768;
    /**
     * How long a memory is filled before it is relied on: 4.1 s. Beside one that was never renewed the exported network then
     * decides otherwise in 1.5 % of the frames, after 2 s in 3.5 %.
     */
    static final int WARM_UP = 256;

    private final float[] unused = new float[SpeechNetwork.BINS];
    private SpeechNetwork current;
    private SpeechNetwork following;

    RefreshedNetwork(Hearing hearing) {
        this.current = hearing.open();
        boolean complete = false;
        try {
            this.following = hearing.open();
            complete = true;
        } finally {
            if (!complete) {
                current.close();
            }
        }
    }

    /** The next frame to be heard is the first of a run, or of the part that is fed. */
    void begin() {
        current.begin();
        following.begin();
    }

    /** As {@link SpeechNetwork#hear}; frames come one after the other. */
    float hear(long frame, float[] magnitudes, float[] mask) {
        long place = Math.floorMod(frame, PERIOD);
        if (place == 0 && frame > 0) {
            SpeechNetwork used = current;
            current = following;
            following = used;
        }
        if (place == PERIOD - WARM_UP) {
            following.begin();
        }
        if (place >= PERIOD - WARM_UP) {
            following.hear(magnitudes, unused);
        }
        return current.hear(magnitudes, mask);
    }

    /** The first frame that must be heard so that {@code frame} is heard with the same bits. */
    static long neededFrom(long frame) {
        long renewed = Math.floorDiv(frame, PERIOD) * PERIOD;
        return Math.max(0, renewed - WARM_UP);
    }

    @Override
    public void close() {
        current.close();
        following.close();
    }
}
