/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

/**
 * What was heard of the true speaker so far in a piece of speech: running means and spreads, which the average voice stands in
 * for at first. It is what is taken away (adaptive instance normalisation, Huang and Belongie, arXiv:1703.06868). Not
 * thread-safe.
 */
final class SpeakerStatistics {
    /** Natural logarithms of power below the loudest: where statistics are taken. */
    private static final double LOUD = 6;
    /** How much the loudest falls by, each frame. */
    private static final double FORGETS = 0.01;
    /** Frames that the average voice counts for at the beginning, and frames after which old ones fade. */
    private static final double BEGINS_WITH = 30;

    private static final double MEMORY = 330;
    private static final double VOICED = 0.7;

    /** What a melody's spread may be taken for; octaves told wrongly widen it. */
    private static final double LEAST_SPREAD = 0.05;

    private static final double MOST_SPREAD = 0.3;

    private final double[] mean = new double[Bands.COUNT];
    private final double[] square = new double[Bands.COUNT];
    private double pitch;
    private double pitchSquare;
    private double voicing;
    private double count;
    private double pitchCount;
    private double loudest;

    void begin() {
        double[] spread = AverageVoice.spread();
        System.arraycopy(AverageVoice.mean(), 0, mean, 0, Bands.COUNT);
        for (int band = 0; band < Bands.COUNT; band++) {
            square[band] = spread[band] * spread[band];
        }
        pitch = AverageVoice.PITCH;
        pitchSquare = AverageVoice.PITCH_SPREAD * AverageVoice.PITCH_SPREAD;
        voicing = AverageVoice.VOICING;
        count = BEGINS_WITH;
        pitchCount = BEGINS_WITH / 3;
        loudest = Double.NEGATIVE_INFINITY;
    }

    /** Takes the next frame's bands, pitch and voicing, and notes in it what is known now. */
    void take(SpokenFrame frame) {
        double level = 0;
        for (double band : frame.bands) {
            level += band;
        }
        level /= Bands.COUNT;
        loudest = Math.max(level, loudest - FORGETS);
        if (level > loudest - LOUD) {
            count = Math.min(count + 1, MEMORY);
            for (int band = 0; band < Bands.COUNT; band++) {
                double off = frame.bands[band] - level - mean[band];
                mean[band] += off / count;
                square[band] = (1 - 1 / count) * (square[band] + off * off / count);
            }
            voicing += (frame.voiced - voicing) / count;
            if (frame.voiced > VOICED) {
                pitchCount = Math.min(pitchCount + 1, MEMORY);
                double off = Math.log(frame.hertz) - pitch;
                pitch += off / pitchCount;
                pitchSquare = (1 - 1 / pitchCount) * (pitchSquare + off * off / pitchCount);
            }
        }
        System.arraycopy(mean, 0, frame.mean, 0, Bands.COUNT);
        for (int band = 0; band < Bands.COUNT; band++) {
            frame.spread[band] = Math.sqrt(square[band]);
        }
        frame.pitch = pitch;
        frame.usuallyVoiced = voicing;
        frame.pitchSpread = Math.clamp(Math.sqrt(pitchSquare), LEAST_SPREAD, MOST_SPREAD);
    }
}
