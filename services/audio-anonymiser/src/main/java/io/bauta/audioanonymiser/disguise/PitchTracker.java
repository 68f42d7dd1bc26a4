/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * How high a voice is, frame by frame: normalised cross-correlation, and the likeliest way through its peaks. After Talkin's
 * RAPT ("A robust algorithm for pitch tracking", Speech Coding and Synthesis, 1995), much simplified. What is said of a frame
 * hangs on {@link #AHEAD} frames after it. Not thread-safe.
 */
final class PitchTracker {
    /** Samples on each side of a frame's middle that are compared. */
    static final int REACH = 400;

    static final int AHEAD = 6;

    private static final int RATE = 16_000;
    /** Lags in samples: 593 to 64 Hz. */
    private static final int SHORTEST = 27;

    private static final int LONGEST = 250;
    private static final int CANDIDATES = 4;
    private static final int TRANSFORM = 2048;
    /** What an octave between neighbouring frames costs; the gain is a correlation, 0 to 1. */
    private static final double LEAP = 0.35;
    /** What the longest lag costs beside the shortest, since twice a period correlates too. */
    private static final double LONG_LAGS = 0.06;

    private static final double QUIET = 1e-7 * 2 * REACH;
    private static final double NO_LAG = 100;
    private static final int KEPT = AHEAD + 2;

    private final DoubleFFT_1D fourier = new DoubleFFT_1D(TRANSFORM);
    private final double[] work = new double[TRANSFORM];
    private final double[] squares = new double[2 * REACH + 1];
    private final double[] correlation = new double[LONGEST + 2];
    private final double[][] lags = new double[KEPT][CANDIDATES];
    private final double[][] gains = new double[KEPT][CANDIDATES];
    private final int[][] back = new int[KEPT][CANDIDATES];
    private final double[] total = new double[CANDIDATES];
    private int next;
    private int chosen;

    void begin() {
        next = 0;
    }

    /**
     * Takes the next frame.
     *
     * @param sound of {@link #REACH} samples before its middle and as many after, at 16 kHz
     */
    void take(double[] sound) {
        correlate(sound);
        double[] lag = lags[next % KEPT];
        double[] gain = gains[next % KEPT];
        peaks(lag, gain);
        follow(lag, gain);
        next++;
        if (next > AHEAD) {
            trace();
        }
    }

    private void correlate(double[] sound) {
        System.arraycopy(sound, 0, work, 0, sound.length);
        Arrays.fill(work, sound.length, TRANSFORM, 0);
        for (int i = 0; i < sound.length; i++) {
            squares[i + 1] = squares[i] + sound[i] * sound[i];
        }
        fourier.realForward(work);
        work[0] *= work[0];
        work[1] *= work[1];
        for (int i = 2; i < TRANSFORM; i += 2) {
            work[i] = work[i] * work[i] + work[i + 1] * work[i + 1];
            work[i + 1] = 0;
        }
        fourier.realInverse(work, true);
        int wide = sound.length;
        for (int lag = 0; lag < correlation.length; lag++) {
            double first = squares[wide - lag];
            double last = squares[wide] - squares[lag];
            correlation[lag] = work[lag] / Math.sqrt((first + QUIET) * (last + QUIET));
        }
    }

    /** The best lags, refined by a parabola; where there are fewer, some without a gain. */
    private void peaks(double[] lag, double[] gain) {
        Arrays.fill(lag, NO_LAG);
        Arrays.fill(gain, 0);
        double[] worth = new double[CANDIDATES];
        Arrays.fill(worth, Double.NEGATIVE_INFINITY);
        for (int top = SHORTEST; top <= LONGEST; top++) {
            double left = correlation[top - 1];
            double middle = correlation[top];
            double right = correlation[top + 1];
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
        return Math.clamp(gains[(next - 1 - AHEAD) % KEPT][chosen], 0, 1);
    }
}
