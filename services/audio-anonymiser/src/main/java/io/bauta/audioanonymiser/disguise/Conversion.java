/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import io.bauta.audioanonymiser.spectrum.HeardFrames;
import io.bauta.audioanonymiser.spectrum.Spectrum;
import java.util.random.RandomGenerator;

/**
 * Another voice, same words and melody: the speaker's statistics are taken away, those of a drawn one come, formants move, and
 * the voice is made anew. Not thread-safe.
 */
public final class Conversion implements SpeechDisguise {
    /** Bins from 0 to which (5.9 kHz) formants move in proportion; above, the rest is stretched or squeezed to fit. */
    private static final double KNEE = 190;

    /** By how much formants move down for a voice that is higher than the average, so that all throats sound alike. */
    private static final double THROAT = 0.3;

    private static final double LEAST_SPREAD = 0.3;
    private static final double WIDEST_MELODY = 4;
    private static final double TOP = Bands.BINS - 1;

    private final SpeechAnalysis analysis = new SpeechAnalysis();
    private final Vocoder vocoder = new Vocoder();
    private final double[] plain = new double[Bands.COUNT];
    private final double[] shape = new double[Bands.COUNT];
    private PseudoSpeaker speaker;
    private long first;

    @Override
    public void begin(long frame, RandomGenerator chance) {
        begin(frame, Draws.of(chance));
    }

    void begin(long frame, Draws draws) {
        first = frame;
        analysis.begin(frame);
        speaker = PseudoSpeaker.drawn(draws);
        vocoder.begin(draws);
    }

    @Override
    public void add(long frame, HeardFrames heard, Spectrum into) {
        int number = (int) (frame - first);
        SpokenFrame after = analysis.frame(number + 1, heard);
        SpokenFrame now = analysis.frame(number, heard);
        shape(now, number == 0);
        double hertz = hertz(now);
        double hertzAfter = hertz(after);
        double voiced = now.voiced + AverageVoice.VOICING - now.usuallyVoiced;
        vocoder.speak(shape, hertz, hertzAfter, voiced, now.power, speaker, into);
    }

    private double hertz(SpokenFrame frame) {
        return speaker.hertz(Math.clamp(frame.melody(), -WIDEST_MELODY, WIDEST_MELODY));
    }

    private void shape(SpokenFrame frame, boolean begins) {
        double level = 0;
        for (double band : frame.bands) {
            level += band;
        }
        level /= Bands.COUNT;
        for (int band = 0; band < Bands.COUNT; band++) {
            plain[band] = (frame.bands[band] - level - frame.mean[band]) / Math.max(frame.spread[band], LEAST_SPREAD);
        }
        double warp = speaker.warp() * Math.exp(-THROAT * (frame.pitch - AverageVoice.PITCH));
        for (int band = 0; band < Bands.COUNT; band++) {
            double moved = Bands.at(source(Bands.middle(band), warp), plain);
            double now = speaker.mean()[band] + speaker.spread()[band] * moved;
            shape[band] = begins ? now : now + speaker.pace()[band] * (shape[band] - now);
        }
    }

    /** Where a place of the new voice lies in the old one, in bins. */
    private static double source(double place, double warp) {
        double knee = Math.min(KNEE, KNEE * warp);
        return place <= knee ? place / warp : knee / warp + (place - knee) * (TOP - knee / warp) / (TOP - knee);
    }
}
