/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

/**
 * What was heard of the true speaker so far in a piece of speech: running means and spreads, which the average voice stands in
 * for at first. It is what is taken away (adaptive instance normalisation, Huang and Belongie, arXiv:1703.06868). The mean of
 * the bands is that of what frames have beyond the {@link KnownShapes} they lie near, so it does not hang on what is being
 * said and is known within a few frames. Not thread-safe.
 */
final class SpeakerStatistics {
    /** Natural logarithms of power below the loudest: where statistics are taken. */
    private static final double LOUD = 6;
    /** How much the loudest falls by, each frame. */
    static final double FORGETS = 0.01;
    /** Frames that the average voice counts for at the beginning: in the mean, in spread and voicing, in the pitch. */
    private static final double BEGINS_WITH = 1;

    private static final double SPREAD_BEGINS_WITH = 15;
    private static final double PITCH_BEGINS_WITH = 2;
    /** Frames after which old ones fade. */
    private static final double MEMORY = 1000;
    /** How many times softer shapes are told apart at first, while nobody knows whose they are, and how fast that goes over. */
    private static final double UNSURE = 30;

    private static final double UNSURE_FRAMES = 5;
    private static final double VOICED = 0.7;

    /** What a band's spread may be taken for, so that a steady sound is not blown up. */
    static final double LEAST_BAND_SPREAD = 0.3;
    /** What a melody's spread may be taken for; octaves told wrongly widen it. */
    private static final double LEAST_SPREAD = 0.05;

    private static final double MOST_SPREAD = 0.3;

    private final double[] mean = new double[Bands.COUNT];
    private final double[] square = new double[Bands.COUNT];
    private final double[] measured = new double[Bands.COUNT];
    private final double[] said = new double[Bands.COUNT];
    private final KnownShapes shapes = new KnownShapes();
    private double pitch;
    private double pitchSquare;
    private double voicing;
    private double count;
    private double spreadCount;
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
        spreadCount = SPREAD_BEGINS_WITH;
        pitchCount = PITCH_BEGINS_WITH;
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
            spreadCount = Math.min(spreadCount + 1, MEMORY);
            takeShape(frame.bands, level);
            voicing += (frame.voiced - voicing) / spreadCount;
            if (frame.voiced > VOICED) {
                pitchCount = Math.min(pitchCount + 1, MEMORY);
                double off = Math.log(frame.hertz) - pitch;
                pitch += off / pitchCount;
                pitchSquare = (1 - 1 / pitchCount) * (pitchSquare + off * off / pitchCount);
            }
        }
        frame.level = level;
        frame.loudest = loudest;
        System.arraycopy(mean, 0, frame.mean, 0, Bands.COUNT);
        for (int band = 0; band < Bands.COUNT; band++) {
            frame.spread[band] = Math.sqrt(square[band]);
        }
        frame.pitch = pitch;
        frame.usuallyVoiced = voicing;
        frame.pitchSpread = Math.clamp(Math.sqrt(pitchSquare), LEAST_SPREAD, MOST_SPREAD);
    }

    private void takeShape(double[] bands, double level) {
        for (int band = 0; band < Bands.COUNT; band++) {
            measured[band] = (bands[band] - level - mean[band]) / measure(band);
        }
        double unsure = 1 + UNSURE / (1 + (count - BEGINS_WITH) / UNSURE_FRAMES);
        shapes.near(measured, unsure, said);
        for (int band = 0; band < Bands.COUNT; band++) {
            double shape = bands[band] - level;
            mean[band] += (shape - measure(band) * said[band] - mean[band]) / count;
            double off = shape - mean[band];
            square[band] = (1 - 1 / spreadCount) * (square[band] + off * off / spreadCount);
        }
    }

    private double measure(int band) {
        return Math.max(Math.sqrt(square[band]), LEAST_BAND_SPREAD);
    }
}
