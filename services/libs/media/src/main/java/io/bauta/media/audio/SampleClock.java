/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import org.bytedeco.ffmpeg.global.avutil;

/**
 * Times samples by counting them from an anchor, and tells when the source's own times have left the count. Not
 * thread-safe.
 */
final class SampleClock {
    /** Half a short packet: rounding and jitter stay below, a lost packet does not. */
    static final long TOLERANCE_MICROS = 10_000;

    private final int sampleRate;
    private long anchorMicros;
    private long taken;
    private int takenRate;
    private long given;
    private boolean running;

    /** @param sampleRate of the samples given out */
    SampleClock(int sampleRate) {
        this.sampleRate = sampleRate;
    }

    /** Whether input of this time (or AV_NOPTS_VALUE) does not follow on what was taken. */
    boolean jumps(long ptsMicros) {
        return running
                && ptsMicros != avutil.AV_NOPTS_VALUE
                && Math.abs(ptsMicros - expectedMicros()) > TOLERANCE_MICROS;
    }

    /** Takes input; the first after {@link #reset} is the anchor. */
    void take(long ptsMicros, int samples, int rate) {
        if (!running) {
            running = true;
            anchorMicros = ptsMicros == avutil.AV_NOPTS_VALUE ? expectedMicros() : ptsMicros;
            taken = 0;
            given = 0;
        }
        taken += samples;
        takenRate = rate;
    }

    /** Time of the first of so many samples given out. */
    long give(int samples) {
        long micros = anchorMicros + given * 1_000_000L / sampleRate;
        given += samples;
        return micros;
    }

    void reset() {
        running = false;
    }

    private long expectedMicros() {
        return takenRate == 0 ? 0 : anchorMicros + taken * 1_000_000L / takenRate;
    }
}
