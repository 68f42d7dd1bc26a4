/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

/**
 * The smooth shape of a voice's spectrum in 40 bands, even in mel from 60 to 7700 Hz. Power is averaged over at least one
 * harmonic's width about each band's middle (as in CheapTrick, Morise, Speech Communication 67, 2015), so that the shape tells
 * of mouth and throat and not of the vocal folds.
 */
final class Bands {
    static final int COUNT = 40;
    /** Bins of the spectra they are measured in, 31.25 Hz apart. */
    static final int BINS = 257;

    private static final double HERTZ_A_BIN = 31.25;
    private static final double LOWEST = 60;
    private static final double HIGHEST = 7700;
    private static final double LEAST_POWER = 1e-7;
    /** A correlation above which the width of a harmonic is known. */
    private static final double VOICED = 0.4;

    private static final double UNVOICED_WIDTH = 3;
    private static final double LOWEST_HARMONIC = 80;
    private static final double HIGHEST_HARMONIC = 400;
    private static final int MOST_COSINES = 12;
    private static final double[][] COSINES = cosines();
    private static final double[] MIDDLES = middles();
    private static final double[] WIDTHS = widths();

    private final double[] summed = new double[BINS + 1];

    /** Where a band lies, in bins. */
    static double middle(int band) {
        return MIDDLES[band];
    }

    private static double[] middles() {
        double[] middles = new double[COUNT];
        for (int band = 0; band < COUNT; band++) {
            double mel = mel(LOWEST) + (mel(HIGHEST) - mel(LOWEST)) * band / (COUNT - 1);
            middles[band] = 700 * (Math.exp(mel / 1127) - 1) / HERTZ_A_BIN;
        }
        return middles;
    }

    private static double mel(double hertz) {
        return 1127 * Math.log(1 + hertz / 700);
    }

    private static double[] widths() {
        double[] widths = new double[COUNT];
        for (int band = 0; band < COUNT; band++) {
            int before = Math.max(0, band - 1);
            int after = Math.min(COUNT - 1, band + 1);
            widths[band] = Math.max(1, (MIDDLES[after] - MIDDLES[before]) / (after - before));
        }
        return widths;
    }

    /** A sum of cosines over the bands: number c is cos(π c (i + ½) / 40). */
    static void addCosine(int number, double times, double[] into) {
        for (int band = 0; band < COUNT; band++) {
            into[band] += times * COSINES[number][band];
        }
    }

    private static double[][] cosines() {
        double[][] cosines = new double[MOST_COSINES][COUNT];
        for (int number = 0; number < MOST_COSINES; number++) {
            for (int band = 0; band < COUNT; band++) {
                cosines[number][band] = Math.cos(Math.PI * number * (band + 0.5) / COUNT);
            }
        }
        return cosines;
    }

    /**
     * @param power by bin, of a spectrum at 16 kHz
     * @param hertz the pitch
     * @param voiced how sure it is, 0 to 1
     * @param into is given the natural logarithms of the mean powers
     */
    void measure(double[] power, double hertz, double voiced, double[] into) {
        for (int bin = 0; bin < BINS; bin++) {
            summed[bin + 1] = summed[bin] + power[bin] + LEAST_POWER;
        }
        double harmonic =
                voiced > VOICED ? Math.clamp(hertz, LOWEST_HARMONIC, HIGHEST_HARMONIC) / HERTZ_A_BIN : UNVOICED_WIDTH;
        for (int band = 0; band < COUNT; band++) {
            double half = Math.max(WIDTHS[band], harmonic) / 2;
            double low = Math.max(MIDDLES[band] - half, -0.5);
            double high = Math.min(MIDDLES[band] + half, BINS - 0.5);
            into[band] = Math.log((upTo(high) - upTo(low)) / (high - low));
        }
    }

    /** The power below a place, in bins; each bin reaches half a bin to both sides. */
    private double upTo(double place) {
        int whole = Math.clamp((int) Math.floor(place + 0.5), 0, BINS - 1);
        return summed[whole] + (place + 0.5 - whole) * (summed[whole + 1] - summed[whole]);
    }

    /** Of values by band, that at a place in bins, on lines between the middles; beyond them the outermost. */
    static double at(double place, double[] values) {
        if (place <= MIDDLES[0]) {
            return values[0];
        }
        int after = 1;
        while (after < COUNT && MIDDLES[after] < place) {
            after++;
        }
        return after == COUNT ? values[COUNT - 1] : between(place, after, values);
    }

    private static double between(double place, int after, double[] values) {
        double share = (place - MIDDLES[after - 1]) / (MIDDLES[after] - MIDDLES[after - 1]);
        return values[after - 1] + share * (values[after] - values[after - 1]);
    }

    /** {@link #at} for all bins. */
    static void spread(double[] values, double[] into) {
        int after = 1;
        for (int bin = 0; bin < BINS; bin++) {
            while (after < COUNT && MIDDLES[after] < bin) {
                after++;
            }
            into[bin] =
                    bin <= MIDDLES[0] ? values[0] : after == COUNT ? values[COUNT - 1] : between(bin, after, values);
        }
    }
}
