/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.spectrum;

/**
 * A frame with what was heard in it. Not thread-safe; used again and again.
 *
 * @param samples a window's samples, −1 to 1, as they came
 * @param spectrum of the windowed samples
 * @param mask by bin, which part of it is speech, 0 to 1
 */
public record HeardFrame(double[] samples, Spectrum spectrum, float[] mask) {
    HeardFrame(FrameClock clock) {
        this(new double[clock.window()], new Spectrum(clock.bins()), new float[clock.bins()]);
    }

    /** The bin's magnitude, as far as it is speech. */
    public double speech(int bin) {
        return mask[bin] * spectrum.magnitude(bin);
    }
}
