/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import io.bauta.audioanonymiser.spectrum.Spectrum;

/**
 * Makes a voice: pulses and noise in a given shape, each frame as powerful as it was (as vocoders do; Morise, Yokomori and
 * Ozawa, "WORLD", IEICE Transactions E99-D, 2016). Nothing of the true voice's own signal goes into it. Not thread-safe.
 */
final class Vocoder {
    /** Correlations below and above which a frame is all noise and all pulses. */
    static final double VOICELESS = 0.35;

    static final double FULL_VOICE = 0.8;
    /** The bin above which even a fully voiced frame is noise, and how softly one passes into the other. */
    private static final double HIGHEST_PULSES = 200;

    private static final double SOFT = 16;
    private static final int BACKGROUND_BINS = 3;
    private static final double LEAST_POWER = 1e-12;
    /** Samples from frame to frame at 16 kHz, for which it is made. */
    private static final double HOP = 256;

    private final Excitation excitation = new Excitation();
    private final double[] magnitudes = new double[Bands.BINS];
    private final double[] real = new double[Bands.BINS];
    private final double[] imaginary = new double[Bands.BINS];

    void begin(Draws draws) {
        excitation.begin(draws);
    }

    /**
     * Adds the next frame of the voice.
     *
     * @param shape logarithms of power by band
     * @param hertz the pitch now, and in the frame after
     * @param voiced how much of the true voice was voiced, 0 to 1
     * @param power that it is to have
     * @param into whose bins are those of any rate, as far apart
     */
    void speak(
            double[] shape,
            double hertz,
            double hertzAfter,
            double voiced,
            double power,
            PseudoSpeaker speaker,
            Spectrum into) {
        Spectrum pulses = excitation.pulses(hertz, hertzAfter);
        Spectrum noise = excitation.noise();
        Bands.spread(shape, magnitudes);
        double highest = Double.NEGATIVE_INFINITY;
        for (double magnitude : magnitudes) {
            highest = Math.max(highest, magnitude);
        }
        double sure = Math.clamp((voiced + speaker.voicing() - VOICELESS) / (FULL_VOICE - VOICELESS), 0, 1)
                * speaker.breath();
        double made = 0;
        for (int bin = BACKGROUND_BINS; bin < Bands.BINS; bin++) {
            double share = sure / (1 + Math.exp((bin - HIGHEST_PULSES * sure) / SOFT));
            double high = Math.exp(0.5 * (magnitudes[bin] - highest));
            double pulsed = high * Math.sqrt(share);
            double hissed = high * Math.sqrt(1 - share);
            real[bin] = pulsed * pulses.real()[bin] + hissed * noise.real()[bin];
            imaginary[bin] = pulsed * pulses.imaginary()[bin] + hissed * noise.imaginary()[bin];
            made += real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
        }
        double gain = Math.sqrt(power / (made + LEAST_POWER)) * (into.bins() - 1) / HOP;
        int known = Math.min(into.bins(), Bands.BINS);
        for (int bin = BACKGROUND_BINS; bin < known; bin++) {
            into.real()[bin] += gain * real[bin];
            into.imaginary()[bin] += gain * imaginary[bin];
        }
    }
}
