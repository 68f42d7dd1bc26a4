/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

/**
 * Those who shall seem to speak: drawn, each for some seconds of a piece, the last fifth of which blends into the next. Frames
 * are asked for one after the other. All have the pitch of the first, so that the melody stays whole. Not thread-safe.
 */
final class PseudoSpeakers {
    /** Frames that one lasts. */
    private static final int LASTS = 200;

    private static final double BLENDS_FROM = 0.8;
    /** Half ranges of natural logarithms: how far formants, all spreads, the mean pitch and the melody's spread are off. */
    private static final double WARP = 0.15;

    private static final double SPREAD = 0.15;
    private static final double PITCH = 0.25;
    private static final double PITCH_SPREAD = 0.3;
    /** How large the drawn shapes are that are added to the mean, and to the logarithm of the spread. */
    private static final double OFFSETS = 1.2;

    private static final double PROFILE = 0.2;
    /** The most that voiced sound loses, and half the range by which frames count as more or less voiced. */
    private static final double BREATH = 0.3;

    private static final double VOICING = 0.15;
    /** How much of the frame before stays in a frame: the mean, the size of the drawn shape, and what it may be. */
    private static final double PACE = 0.1;

    private static final double PACES = 0.2;
    private static final double LEAST_PACE = -0.35;
    private static final double MOST_PACE = 0.5;
    /** Cosines of which the profiles of spread and of pace are made. */
    private static final int PROFILE_COSINES = 4;

    private static final int SPREADS = 6;
    private static final int PACES_FROM = SPREADS + PROFILE_COSINES;
    private static final int MEANS = PACES_FROM + PROFILE_COSINES;
    private static final int NUMBERS = MEANS + AverageVoice.speakers();
    private static final double EVEN = Math.sqrt(3);

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
     * @param pace by band, how much of the frame before stays
     * @param warp by which formants move
     * @param pitch mean of the logarithm of Hz
     * @param breath share of voiced sound that stays voiced
     * @param voicing what is added to how voiced a frame is
     */
    record Speaker(
            double[] mean,
            double[] spread,
            double[] pace,
            double warp,
            double pitch,
            double pitchSpread,
            double breath,
            double voicing) {
        private static final double LOWEST_PITCH = 60;
        private static final double HIGHEST_PITCH = 500;

        /** The pitch in Hz that is so many spreads from the mean. */
        double hertz(double melody) {
            return Math.clamp(Math.exp(pitch + pitchSpread * melody), LOWEST_PITCH, HIGHEST_PITCH);
        }
    }

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

    /** Whoever speaks in a frame of the piece; frames are asked for one after the other. */
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
        return new Speaker(
                mean(),
                spread(),
                pace(),
                Math.exp(WARP * blended[0]),
                pitch,
                pitchSpread,
                1 - BREATH * (1 + blended[4]) / 2,
                VOICING * blended[5]);
    }

    private double[] mean() {
        double[] mean = average.clone();
        for (int cosine = 0; cosine < AverageVoice.speakers(); cosine++) {
            double times = OFFSETS * EVEN * AverageVoice.speakers(cosine) * blended[MEANS + cosine];
            Bands.addCosine(cosine + 1, times, mean);
        }
        return mean;
    }

    private double[] spread() {
        double[] spread = profile(SPREADS);
        for (int band = 0; band < Bands.COUNT; band++) {
            spread[band] = usual[band] * Math.exp(SPREAD * blended[1] + PROFILE * spread[band]);
        }
        return spread;
    }

    private double[] pace() {
        double[] pace = profile(PACES_FROM);
        for (int band = 0; band < Bands.COUNT; band++) {
            pace[band] = Math.clamp(PACE + PACES * pace[band], LEAST_PACE, MOST_PACE);
        }
        return pace;
    }

    private double[] profile(int from) {
        double[] profile = new double[Bands.COUNT];
        for (int cosine = 0; cosine < PROFILE_COSINES; cosine++) {
            Bands.addCosine(cosine + 1, EVEN / Math.sqrt(PROFILE_COSINES) * blended[from + cosine], profile);
        }
        return profile;
    }
}
