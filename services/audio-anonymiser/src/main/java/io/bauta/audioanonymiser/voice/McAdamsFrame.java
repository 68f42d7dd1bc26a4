/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import java.util.Arrays;

/**
 * Moves the formants of one frame. Linear prediction splits the frame into poles (the resonances of the vocal tract) and
 * residual (what excites them); the angle φ of every complex pole becomes φ^α, and the residual is sent through the moved
 * poles. Radii stay, so that bandwidths and stability stay. Pitch, rhythm and background stay too, which is why this is a
 * <em>weak</em> method.
 *
 * <p>φ is measured at {@value #REFERENCE_RATE} Hz, the rate of the paper, whatever the rate of the sound is: a formant
 * moves by the same number of hertz at every rate.
 *
 * <p>Not thread-safe: the work arrays are reused.
 */
final class McAdamsFrame {
    static final double REFERENCE_RATE = 16_000;
    /** Order 20 at 16 kHz as in the paper: one pair of poles for each kHz, and two for lips and glottis. */
    private static final int EXTRA_POLES = 4;
    /** Lower resonances are no voice but hum, rumble or a constant offset; moving them would make a tone of nothing. */
    private static final double LOWEST_VOICE_HERTZ = 50;
    /** The largest pole radius; Levinson–Durbin gives less than 1, rounding might not. */
    private static final double LARGEST_RADIUS = 0.9995;
    /** Energy below which a frame is digital silence (sum of squares of 16-bit samples). */
    private static final double SILENCE = 1e-6;
    /** Imaginary part below which a pole counts as real. */
    private static final double REAL = 1e-7;

    private final double rateFactor;
    private final double coefficient;
    private final double lowestAngle;
    private final LinearPrediction prediction;
    private final PolynomialRoots roots;
    private final double[] windowed;

    McAdamsFrame(int sampleRate, int length, double coefficient) {
        int order = Math.min(EXTRA_POLES + Math.round(sampleRate / 1000f), length / 2);
        this.rateFactor = sampleRate / REFERENCE_RATE;
        this.coefficient = coefficient;
        this.lowestAngle = 2 * Math.PI * LOWEST_VOICE_HERTZ / sampleRate;
        this.prediction = new LinearPrediction(order);
        this.roots = new PolynomialRoots(order);
        this.windowed = new double[length];
    }

    /**
     * Disguises a frame.
     *
     * @param frame samples; not changed
     * @param window applied before the analysis and again after the synthesis
     * @param out is overwritten
     * @return false if the frame could not be disguised; {@code out} is then silent
     */
    boolean disguise(double[] frame, double[] window, double[] out) {
        double energy = 0;
        for (int i = 0; i < frame.length; i++) {
            windowed[i] = frame[i] * window[i];
            energy += windowed[i] * windowed[i];
        }
        if (energy < SILENCE) {
            Arrays.fill(out, 0);
            return true;
        }
        double[] predictor = prediction.of(windowed);
        if (!roots.find(predictor)) {
            Arrays.fill(out, 0);
            return false;
        }
        LinearPrediction.residual(predictor, windowed, out);
        resonate(out);
        return level(energy, window, out);
    }

    /** Sends the residual through the moved poles, pair by pair: a product of small filters rounds better than one big. */
    private void resonate(double[] signal) {
        for (int i = 0; i < roots.count(); i++) {
            double re = roots.real(i);
            double im = roots.imaginary(i);
            if (Math.abs(im) <= REAL) {
                Resonator.real(signal, Math.clamp(re, -LARGEST_RADIUS, LARGEST_RADIUS));
            } else if (im > 0) {
                Resonator.pair(signal, Math.min(Math.hypot(re, im), LARGEST_RADIUS), moved(Math.atan2(im, re)));
            }
        }
    }

    /** φ → φ^α, φ taken at the reference rate; strictly between 0 and π, so that a pair stays a pair. */
    private double moved(double angle) {
        return angle < lowestAngle
                ? angle
                : Math.min(Math.pow(angle * rateFactor, coefficient) / rateFactor, Math.PI - 0.001);
    }

    /** Gives the frame the energy it had before, then windows it. */
    private static boolean level(double wanted, double[] window, double[] signal) {
        double energy = 0;
        for (double sample : signal) {
            energy += sample * sample;
        }
        double gain = Math.sqrt(wanted / energy);
        if (!Double.isFinite(gain)) {
            Arrays.fill(signal, 0);
            return false;
        }
        for (int i = 0; i < signal.length; i++) {
            signal[i] *= gain * window[i];
        }
        return true;
    }
}
