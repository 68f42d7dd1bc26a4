/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.spectrum;

/**
 * How sound of one rate is cut into frames: windows of 32 ms every 16 ms, so that at every rate a frame means the same
 * time and a bin nearly the same 31.25 Hz. Frame {@code f} covers the hops {@code f - 1} and {@code f} of its run; before
 * the run there is silence.
 *
 * @param sampleRate samples a second
 * @param hop samples from frame to frame: a multiple of 16, so that the Fourier transform is quick
 */
public record FrameClock(int sampleRate, int hop) {
    private static final double HOP_SECONDS = 0.016;
    private static final int STEP = 16;

    /** For a rate, as close to 16 ms as it goes: exactly that at 8, 16, 24, 32 and 48 kHz. */
    public static FrameClock of(int sampleRate) {
        int steps = Math.max(1, (int) Math.round(sampleRate * HOP_SECONDS / STEP));
        return new FrameClock(sampleRate, steps * STEP);
    }

    /** Samples of a frame. */
    public int window() {
        return 2 * hop;
    }

    /** Bins of a frame's spectrum, from 0 Hz to half the sample rate, both included. */
    public int bins() {
        return hop + 1;
    }

    /** The bin nearest to a frequency, or the highest there is. */
    public int binOf(double hertz) {
        return (int) Math.min(hop, Math.round(hertz * window() / sampleRate));
    }

    /** The hop that holds a sample of the run. */
    public long hopOf(long index) {
        return Math.floorDiv(index, hop);
    }
}
