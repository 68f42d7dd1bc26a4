/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

/** What many speakers have in common: measured over the speakers that the recipes train with. Constants of the twin. */
final class AverageVoice {
    /** Mean of the natural logarithm of the pitch in Hz, and its standard deviation over a speaker's frames. */
    static final double PITCH = 5.04;

    static final double PITCH_SPREAD = 0.21;
    /** How voiced their loud frames are on average, as {@link PitchTracker} tells it. */
    static final double VOICING = 0.62;

    /** The mean logarithm of power by band, as a sum of cosines; a frame's own mean is taken away. */
    private static final double[] AVERAGE = {0.0, 3.8, 0.13, 0.86, -0.16, -0.2, -0.26, -0.2, -0.07, -0.04, -0.08, -0.09
    };
    /** Its standard deviation over a speaker's loud frames. */
    private static final double[] SPREAD = {2.13, -0.01, 0.38, -0.07, -0.03, 0.04};
    /** How much the speakers' means differ: standard deviations of the cosines from number 1 on. */
    private static final double[] SPEAKERS = {0.91, 0.53, 0.4, 0.36, 0.29, 0.25, 0.22, 0.19};

    private AverageVoice() {}

    static double[] mean() {
        return sum(AVERAGE);
    }

    static double[] spread() {
        return sum(SPREAD);
    }

    /** How many numbers make the mean of a speaker. */
    static int speakers() {
        return SPEAKERS.length;
    }

    /** How much cosine {@code number + 1} of the mean differs from speaker to speaker. */
    static double speakers(int number) {
        return SPEAKERS[number];
    }

    private static double[] sum(double[] coefficients) {
        double[] bands = new double[Bands.COUNT];
        for (int number = 0; number < coefficients.length; number++) {
            Bands.addCosine(number, coefficients[number], bands);
        }
        return bands;
    }
}
