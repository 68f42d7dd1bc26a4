/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.spectrum;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Frames to spectra and back, under a square-root Hann window on both sides: the two multiply to a Hann window, whose halves
 * add up to exactly one, so that an unchanged spectrum gives the unchanged sound. Not thread-safe.
 */
public final class FrameTransform {
    private final DoubleFFT_1D fourier;
    private final double[] window;
    private final double[] work;

    public FrameTransform(FrameClock clock) {
        this.fourier = new DoubleFFT_1D(clock.window());
        this.window = new double[clock.window()];
        this.work = new double[clock.window()];
        for (int i = 0; i < window.length; i++) {
            window[i] = Math.sin(Math.PI * i / window.length);
        }
    }

    /** @param frame a window's samples, not changed */
    public void analyse(double[] frame, Spectrum into) {
        for (int i = 0; i < window.length; i++) {
            work[i] = frame[i] * window[i];
        }
        fourier.realForward(work);
        double[] real = into.real();
        double[] imaginary = into.imaginary();
        int half = window.length / 2;
        real[0] = work[0];
        imaginary[0] = 0;
        real[half] = work[1]; // where the library keeps the highest bin
        imaginary[half] = 0;
        for (int bin = 1; bin < half; bin++) {
            real[bin] = work[2 * bin];
            imaginary[bin] = work[2 * bin + 1];
        }
    }

    /** @param into a window's samples, to be added to those of the frames beside it */
    public void synthesise(Spectrum spectrum, double[] into) {
        int half = window.length / 2;
        into[0] = spectrum.real()[0];
        into[1] = spectrum.real()[half];
        for (int bin = 1; bin < half; bin++) {
            into[2 * bin] = spectrum.real()[bin];
            into[2 * bin + 1] = spectrum.imaginary()[bin];
        }
        fourier.realInverse(into, true);
        for (int i = 0; i < window.length; i++) {
            into[i] *= window[i];
        }
    }

    /** A frame that nothing is done to, as {@link #synthesise} would give it, without the rounding. */
    public void passOn(double[] frame, double[] into) {
        for (int i = 0; i < window.length; i++) {
            into[i] = frame[i] * window[i] * window[i];
        }
    }
}
