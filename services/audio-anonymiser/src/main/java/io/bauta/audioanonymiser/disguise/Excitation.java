/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import io.bauta.audioanonymiser.spectrum.FrameClock;
import io.bauta.audioanonymiser.spectrum.FrameTransform;
import io.bauta.audioanonymiser.spectrum.Spectrum;

/**
 * What makes a voice sound before mouth and throat shape it: pulses at a pitch, and noise, as spectra of frames at 16 kHz. The
 * spectrum of a pulse at any moment within a frame is known exactly, so pulses need not lie on samples and there is nothing
 * to filter. Not thread-safe.
 */
final class Excitation {
    private static final FrameClock CLOCK = FrameClock.of(16_000);
    private static final int HOP = CLOCK.hop();

    /** Samples by which the highest tones of a pulse come later, and the lowest earlier, than its middle. */
    private static final double DELAY = 24;

    /** Of magnitude 1, by bin: they spread a pulse over 3 ms, as a throat does. The delay grows evenly: a parabola of phase. */
    private static final double[][] SMEARED = smeared();

    private final FrameTransform transform = new FrameTransform(CLOCK);
    private final double[] frame = new double[CLOCK.window()];
    private final Spectrum noise = new Spectrum(Bands.BINS);
    private Spectrum pulses = new Spectrum(Bands.BINS);
    private Spectrum following = new Spectrum(Bands.BINS);
    private Draws draws;
    private double turn;

    private static double[][] smeared() {
        double[][] smeared = new double[2][Bands.BINS];
        for (int bin = 0; bin < Bands.BINS; bin++) {
            double phase = -2 * Math.PI / CLOCK.window() * DELAY * ((double) bin * bin / (Bands.BINS - 1) - bin);
            smeared[0][bin] = Math.cos(phase);
            smeared[1][bin] = Math.sin(phase);
        }
        return smeared;
    }

    void begin(Draws from) {
        draws = from;
        turn = 0;
        following.clear();
        drawNoise();
    }

    /**
     * The pulses of the next frame. Between the middles of frames the pitch moves along a line; a pulse falls whenever
     * the phase passes a whole turn, and its amplitude is the square root of its period in samples, so that power does
     * not hang on pitch.
     *
     * @param hertz the frame's pitch
     * @param hertzAfter that of the frame after it
     */
    Spectrum pulses(double hertz, double hertzAfter) {
        Spectrum used = pulses;
        pulses = following;
        following = used;
        following.clear();
        for (int sample = 1; sample <= HOP; sample++) {
            double turns = (hertz + (hertzAfter - hertz) * sample / HOP) / CLOCK.sampleRate();
            double reached = turn + turns;
            if (reached >= 1) {
                double time = sample - 1 + (1 - turn) / turns;
                pulse(HOP + time, 1 / Math.sqrt(turns), pulses);
                pulse(time, 1 / Math.sqrt(turns), following);
                reached -= 1;
            }
            turn = reached;
        }
        return pulses;
    }

    /** @param inside the frame, in samples */
    private static void pulse(double inside, double amplitude, Spectrum into) {
        double angle = -2 * Math.PI * inside / CLOCK.window();
        double stepReal = Math.cos(angle);
        double stepImaginary = Math.sin(angle);
        double real = amplitude * Math.sin(Math.PI * inside / CLOCK.window());
        double imaginary = 0;
        for (int bin = 0; bin < Bands.BINS; bin++) {
            into.real()[bin] += real * SMEARED[0][bin] - imaginary * SMEARED[1][bin];
            into.imaginary()[bin] += real * SMEARED[1][bin] + imaginary * SMEARED[0][bin];
            double turned = real * stepReal - imaginary * stepImaginary;
            imaginary = real * stepImaginary + imaginary * stepReal;
            real = turned;
        }
    }

    /** The noise of the next frame. */
    Spectrum noise() {
        System.arraycopy(frame, HOP, frame, 0, HOP);
        drawNoise();
        transform.analyse(frame, noise);
        return noise;
    }

    private void drawNoise() {
        for (int i = HOP; i < frame.length; i++) {
            frame[i] = draws.noise();
        }
    }
}
