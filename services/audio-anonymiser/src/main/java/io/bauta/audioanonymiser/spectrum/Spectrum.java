/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.spectrum;

import java.util.Arrays;

/** A frame's bins, real and imaginary parts apart. Not thread-safe; its arrays are to be worked on directly. */
public final class Spectrum {
    private final double[] real;
    private final double[] imaginary;

    public Spectrum(int bins) {
        this.real = new double[bins];
        this.imaginary = new double[bins];
    }

    public int bins() {
        return real.length;
    }

    /** The real parts themselves. */
    public double[] real() {
        return real;
    }

    /** The imaginary parts themselves. */
    public double[] imaginary() {
        return imaginary;
    }

    public double magnitude(int bin) {
        return Math.sqrt(real[bin] * real[bin] + imaginary[bin] * imaginary[bin]);
    }

    public void clear() {
        Arrays.fill(real, 0);
        Arrays.fill(imaginary, 0);
    }
}
