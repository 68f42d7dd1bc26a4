/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

/**
 * Who shall seem to speak in a piece of speech: drawn anew for each, and the same from its beginning to its end. The numbers are
 * those of {@code Strength} in {@code speakers.py}.
 *
 * @param mean of the bands' logarithms, a frame's own mean taken away
 * @param spread of the bands
 * @param warp by which formants move
 * @param pitch mean of the logarithm of Hz
 * @param pitchSpread of the logarithm of Hz
 * @param breath share of voiced sound that stays voiced
 * @param voicing what is added to how voiced a frame is
 */
record PseudoSpeaker(
        double[] mean, double[] spread, double warp, double pitch, double pitchSpread, double breath, double voicing) {
    /** Half ranges of natural logarithms: how far formants, all spreads, the mean pitch and the melody's spread are off. */
    private static final double WARP = 0.15;

    private static final double SPREAD = 0.1;
    private static final double PITCH = 0.35;
    private static final double PITCH_SPREAD = 0.3;
    /** How wide the average melody swings, of the average speaker's. */
    private static final double MELODY = 0.7;
    /** How large the drawn shapes are that are added to the mean, and to the logarithm of the spread. */
    private static final double OFFSETS = 1.5;

    private static final double PROFILE = 0.3;
    /** The most that voiced sound loses, and half the range by which frames count as more or less voiced. */
    private static final double BREATH = 0.3;

    private static final double VOICING = 0.25;
    /** Cosines of which the profile of spread is made. */
    private static final int PROFILE_COSINES = 4;

    private static final double LOWEST_PITCH = 60;
    private static final double HIGHEST_PITCH = 500;
    private static final double EVEN = Math.sqrt(3);

    /** The next one. The numbers are taken in the order in which the twin in Python names them. */
    static PseudoSpeaker drawn(Draws draws) {
        double warp = Math.exp(WARP * draws.next());
        double wide = SPREAD * draws.next();
        double pitch = AverageVoice.PITCH + PITCH * draws.next();
        double pitchSpread = MELODY * AverageVoice.PITCH_SPREAD * Math.exp(PITCH_SPREAD * draws.next());
        double breath = 1 - BREATH * (1 + draws.next()) / 2;
        double voicing = VOICING * draws.next();
        double[] spread = profile(draws);
        double[] usual = AverageVoice.spread();
        for (int band = 0; band < Bands.COUNT; band++) {
            spread[band] = usual[band] * Math.exp(wide + PROFILE * spread[band]);
        }
        return new PseudoSpeaker(mean(draws), spread, warp, pitch, pitchSpread, breath, voicing);
    }

    private static double[] mean(Draws draws) {
        double[] mean = AverageVoice.mean();
        for (int cosine = 0; cosine < AverageVoice.speakers(); cosine++) {
            Bands.addCosine(cosine + 1, OFFSETS * EVEN * AverageVoice.speakers(cosine) * draws.next(), mean);
        }
        return mean;
    }

    private static double[] profile(Draws draws) {
        double[] profile = new double[Bands.COUNT];
        for (int cosine = 0; cosine < PROFILE_COSINES; cosine++) {
            Bands.addCosine(cosine + 1, EVEN / Math.sqrt(PROFILE_COSINES) * draws.next(), profile);
        }
        return profile;
    }

    /** The pitch in Hz that is so many spreads from the mean. */
    double hertz(double melody) {
        return Math.clamp(Math.exp(pitch + pitchSpread * melody), LOWEST_PITCH, HIGHEST_PITCH);
    }
}
