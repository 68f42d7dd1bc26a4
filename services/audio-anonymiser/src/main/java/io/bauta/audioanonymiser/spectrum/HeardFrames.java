/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.spectrum;

/** The frames heard last. Not thread-safe. */
public final class HeardFrames {
    /** As many are kept: a second. */
    public static final int KEPT = 64;

    private final HeardFrame[] ring = new HeardFrame[KEPT];
    private long first;
    private long next;

    public HeardFrames(FrameClock clock) {
        for (int i = 0; i < KEPT; i++) {
            ring[i] = new HeardFrame(clock);
        }
    }

    /** Forgets all; the next frame will be this one. */
    public void begin(long frame) {
        first = frame;
        next = frame;
    }

    /** Room for the next frame; the oldest is overwritten. */
    public HeardFrame add() {
        return ring[(int) (next++ % KEPT)];
    }

    /** The oldest that is kept. */
    public long first() {
        return Math.max(first, next - KEPT);
    }

    /** The newest. */
    public long last() {
        return next - 1;
    }

    /** The frame, or the one that is kept nearest to it. @throws IllegalStateException if there is none */
    public HeardFrame near(long frame) {
        if (next == first) {
            throw new IllegalStateException("nothing was heard yet");
        }
        return ring[(int) (Math.clamp(frame, first(), last()) % KEPT)];
    }
}
