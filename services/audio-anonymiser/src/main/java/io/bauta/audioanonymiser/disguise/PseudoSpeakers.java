/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

/**
 * Those who shall seem to speak: drawn, each for some seconds of a piece, the last fifth of which blends into the next. Frames
 * are asked for one after the other, or the one before once more. All have the pitch of the first, so that the melody stays
 * whole. Not thread-safe.
 */
final class PseudoSpeakers {
    /** Frames that one lasts. */
    private static final int LASTS = 200;

    private static final double BLENDS_FROM = 0.8;
    /** How far they are from each other: half ranges of natural logarithms, and a factor of the speakers' differences. */
    private static final double WARP = 0.15;

    private static final double OFFSETS = 1.5;
    private static final double SPREAD = 0.15;
    private static final double PITCH = 0.25;
    private static final double PITCH_SPREAD = 0.3;
    private static final double BREATH = 0.2;
    private static final int OTHERS = 5;
    private static final int NUMBERS = OTHERS + AverageVoice.speakers();

    private final double[] average = AverageVoice.mean();
    private final double[] usual = AverageVoice.spread();
    private final double[] blended = new double[NUMBERS];
    private double[] now = new double[NUMBERS];
    private double[] after = new double[NUMBERS];
    private Draws draws;
    private int number;
    private double pitch;
    private double pitchSpread;

    /**
     * One of them in one frame.
     *
     * @param mean of the bands' logarithms, a frame's own mean taken away
     * @param spread of the bands
     * @param warp by which formants move
     * @param pitch mean of the logarithm of Hz
     * @param breath share of voiced sound that stays voiced
     */
    record Speaker(double[] mean, double[] spread, double warp, double pitch, double pitchSpread, double breath) {
        /** The pitch in Hz that is so many spreads from the mean. */
        double hertz(double melody) {
            return Math.clamp(Math.exp(pitch + pitchSpread * melody), LOWEST_PITCH, HIGHEST_PITCH);
        }
    }

    private static final double LOWEST_PITCH = 60;
    private static final double HIGHEST_PITCH = 500;

    void begin(Draws from) {
        draws = from;
        number = 0;
        now = drawn();
        after = drawn();
        pitch = AverageVoice.PITCH + PITCH * now[2];
        pitchSpread = AverageVoice.PITCH_SPREAD * Math.exp(PITCH_SPREAD * now[3]);
    }

    private double[] drawn() {
        double[] row = new double[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            row[i] = draws.next();
        }
        return row;
    }

    /** @param frame of the piece, at most one before the last asked for */
    Speaker at(int frame) {
        while (frame / LASTS > number) {
            now = after;
            after = drawn();
            number++;
        }
        double place = (double) frame / LASTS - number;
        double blend = Math.clamp((place - BLENDS_FROM) / (1 - BLENDS_FROM), 0, 1);
        for (int i = 0; i < NUMBERS; i++) {
            blended[i] = now[i] * (1 - blend) + after[i] * blend;
        }
        double[] mean = average.clone();
        for (int cosine = 0; cosine < AverageVoice.speakers(); cosine++) {
            double times = blended[OTHERS + cosine] * AverageVoice.speakers(cosine) * Math.sqrt(3) * OFFSETS;
            Bands.addCosine(cosine + 1, times, mean);
        }
        double[] spread = usual.clone();
        double factor = Math.exp(SPREAD * blended[1]);
        for (int band = 0; band < spread.length; band++) {
            spread[band] *= factor;
        }
        return new Speaker(
                mean, spread, Math.exp(WARP * blended[0]), pitch, pitchSpread, 1 - BREATH * (1 + blended[4]) / 2);
    }
}
