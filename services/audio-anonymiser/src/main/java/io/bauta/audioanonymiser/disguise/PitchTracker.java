/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * How high a voice is, frame by frame: periods by autocorrelation, and the likeliest way through their peaks. Periods are looked
 * for in the autocorrelation of compressed spectra below 2.6 kHz, which formants mislead less (Tolonen and Karjalainen, IEEE
 * Transactions on Speech and Audio Processing 8, 2000); how periodic the sound is at the chosen one is its normalised
 * cross-correlation (Talkin's RAPT, Speech Coding and Synthesis, 1995). What is said of a frame hangs on {@link #AHEAD} frames
 * after it. Not thread-safe.
 */
final class PitchTracker {
    /** Samples on each side of a frame's middle that are compared. */
    static final int REACH = 400;

    static final int AHEAD = 6;

    private static final int RATE = 16_000;
    private static final int WIDE = 2 * REACH;
    /** Lags in samples: 593 to 64 Hz. */
    private static final int SHORTEST = 27;

    private static final int LONGEST = 250;
    private static final int CANDIDATES = 4;
    private static final int TRANSFORM = 2048;
    /** What an octave between neighbouring frames costs; the gain is a correlation, 0 to 1. */
    private static final double LEAP = 0.35;
    /** What the longest lag costs beside the shortest, since twice a period correlates too. */
    private static final double LONG_LAGS = 0.05;
    /** Hz above which spectra count, up to which they count fully, and from which on they do not. */
    private static final double LOWEST = 50;

    private static final double FULL = 2000;
    private static final double NONE = 2600;
    private static final double LEAST_POWER = 1e-9;
    private static final double LEAST_OWN = 0.2;
    private static final double QUIET = 1e-7;
    private static final double NO_LAG = 100;
    private static final int KEPT = AHEAD + 2;

    private final DoubleFFT_1D fourier = new DoubleFFT_1D(TRANSFORM);
    private final double[] work = new double[TRANSFORM];
    private final double[] window = new double[WIDE];
    private final double[] counts = new double[TRANSFORM / 2 + 1];
    /** What the window alone does to a lag. */
    private final double[] own = new double[LONGEST + 2];

    private final double[] fits = new double[LONGEST + 2];
    private final double[][] sounds = new double[KEPT][WIDE];
    private final double[][] lags = new double[KEPT][CANDIDATES];
    private final double[][] gains = new double[KEPT][CANDIDATES];
    private final int[][] back = new int[KEPT][CANDIDATES];
    private final double[] total = new double[CANDIDATES];
    private int next;
    private int chosen;

    PitchTracker() {
        for (int i = 0; i < WIDE; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(Math.PI * i / REACH);
        }
        System.arraycopy(window, 0, work, 0, WIDE);
        autocorrelate(2);
        for (int lag = 0; lag < own.length; lag++) {
            own[lag] = Math.sqrt(Math.max(work[lag] / work[0], LEAST_OWN));
        }
        for (int bin = 0; bin < counts.length; bin++) {
            double hertz = (double) bin * RATE / TRANSFORM;
            counts[bin] = hertz > LOWEST ? Math.clamp((NONE - hertz) / (NONE - FULL), 0, 1) : 0;
        }
    }

    void begin() {
        next = 0;
    }

    /**
     * Takes the next frame.
     *
     * @param sound of {@link #REACH} samples before its middle and as many after, at 16 kHz
     */
    void take(double[] sound) {
        System.arraycopy(sound, 0, sounds[next % KEPT], 0, WIDE);
        compare(sound);
        double[] lag = lags[next % KEPT];
        double[] gain = gains[next % KEPT];
        peaks(lag, gain);
        follow(lag, gain);
        next++;
        if (next > AHEAD) {
            trace();
        }
    }

    /** How well each lag fits as a period; 1 at lag 0. */
    private void compare(double[] sound) {
        for (int i = 0; i < WIDE; i++) {
            work[i] = sound[i] * window[i];
        }
        Arrays.fill(work, WIDE, TRANSFORM, 0);
        autocorrelate(1);
        double whole = work[0] + LEAST_POWER;
        for (int lag = 0; lag < fits.length; lag++) {
            fits[lag] = work[lag] / whole / own[lag];
        }
    }

    /** @param power of magnitudes: 2 for the plain autocorrelation of what is in {@code work}, 1 for a compressed one */
    private void autocorrelate(int power) {
        fourier.realForward(work);
        double highest = work[1];
        for (int bin = 1; bin < TRANSFORM / 2; bin++) {
            double square = work[2 * bin] * work[2 * bin] + work[2 * bin + 1] * work[2 * bin + 1];
            work[2 * bin] = power == 2 ? square : counts[bin] * Math.sqrt(square);
            work[2 * bin + 1] = 0;
        }
        work[0] = power == 2 ? work[0] * work[0] : 0;
        work[1] = power == 2 ? highest * highest : 0;
        fourier.realInverse(work, true);
    }

    /** The best lags, refined by a parabola; where there are fewer, some without a gain. */
    private void peaks(double[] lag, double[] gain) {
        Arrays.fill(lag, NO_LAG);
        Arrays.fill(gain, 0);
        double[] worth = new double[CANDIDATES];
        Arrays.fill(worth, Double.NEGATIVE_INFINITY);
        for (int top = SHORTEST; top <= LONGEST; top++) {
            double left = fits[top - 1];
            double middle = fits[top];
            double right = fits[top + 1];
            if (middle > left && middle >= right) {
                double bend = left - 2 * middle + right;
                double refined = top + (bend < 0 ? 0.5 * (left - right) / bend : 0);
                insert(refined, middle, middle - LONG_LAGS * top / LONGEST, worth, lag, gain);
            }
        }
    }

    private static void insert(double refined, double high, double value, double[] worth, double[] lag, double[] gain) {
        int place = CANDIDATES;
        while (place > 0 && worth[place - 1] < value) {
            place--;
        }
        if (place < CANDIDATES) {
            int moved = CANDIDATES - 1 - place;
            System.arraycopy(worth, place, worth, place + 1, moved);
            System.arraycopy(lag, place, lag, place + 1, moved);
            System.arraycopy(gain, place, gain, place + 1, moved);
            worth[place] = value;
            lag[place] = refined;
            gain[place] = high;
        }
    }

    private void follow(double[] lag, double[] gain) {
        double[] before = lags[(next + KEPT - 1) % KEPT];
        double[] sums = new double[CANDIDATES];
        double least = Double.POSITIVE_INFINITY;
        for (int to = 0; to < CANDIDATES; to++) {
            double cost = LONG_LAGS * lag[to] / LONGEST - gain[to];
            sums[to] = next == 0 ? cost : cheapest(before, lag[to], to) + cost;
            least = Math.min(least, sums[to]);
        }
        for (int to = 0; to < CANDIDATES; to++) {
            total[to] = next == 0 ? sums[to] : sums[to] - least;
        }
    }

    private double cheapest(double[] before, double lag, int to) {
        double best = Double.POSITIVE_INFINITY;
        for (int from = 0; from < CANDIDATES; from++) {
            double step = total[from] + LEAP * Math.abs(log2(before[from]) - log2(lag));
            if (step < best) {
                best = step;
                back[next % KEPT][to] = from;
            }
        }
        return best;
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    private void trace() {
        int newest = next - 1;
        chosen = 0;
        for (int candidate = 1; candidate < CANDIDATES; candidate++) {
            chosen = total[candidate] < total[chosen] ? candidate : chosen;
        }
        for (int frame = newest; frame > newest - AHEAD; frame--) {
            chosen = back[frame % KEPT][chosen];
        }
    }

    /** The pitch of the frame {@link #AHEAD} before the one that was taken last. */
    double hertz() {
        return RATE / lags[(next - 1 - AHEAD) % KEPT][chosen];
    }

    /** How much it correlates at that pitch, 0 to 1. */
    double voiced() {
        double[] sound = sounds[(next - 1 - AHEAD) % KEPT];
        int lag = (int) Math.rint(lags[(next - 1 - AHEAD) % KEPT][chosen]);
        double product = 0;
        double early = QUIET * WIDE;
        double late = early;
        for (int i = lag; i < WIDE; i++) {
            product += sound[i - lag] * sound[i];
            early += sound[i - lag] * sound[i - lag];
            late += sound[i] * sound[i];
        }
        return Math.clamp(product / Math.sqrt(early * late), 0, 1);
    }
}
