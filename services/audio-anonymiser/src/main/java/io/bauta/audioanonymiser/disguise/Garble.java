/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import io.bauta.audioanonymiser.spectrum.HeardFrames;
import io.bauta.audioanonymiser.spectrum.Spectrum;
import java.util.random.RandomGenerator;

/**
 * Babble in place of words: level, rhythm and melody stay, what mouth and throat did is drawn anew. The shapes of the spectrum
 * wander from one drawn shape to the next and know nothing of the voice; so no phoneme is left to be found, however it is
 * cleaned. Level and voicing are smoothed over about a syllable. Not thread-safe.
 */
public final class Garble implements SpeechDisguise {
    /** Frames on each side over which level and voicing are averaged. */
    private static final int SMOOTH = 4;

    private static final double WIDEST_MELODY = 3;

    private final SpeechAnalysis analysis = new SpeechAnalysis();
    private final WanderingShape wandering = new WanderingShape();
    private final Vocoder vocoder = new Vocoder();
    private final double[] shape = new double[Bands.COUNT];
    private PseudoSpeaker speaker;
    private long first;

    @Override
    public void begin(long frame, RandomGenerator chance) {
        begin(frame, Draws.of(chance), Draws.of(chance));
    }

    void begin(long frame, Draws draws, Draws shapes) {
        first = frame;
        analysis.begin(frame);
        speaker = PseudoSpeaker.drawn(draws);
        vocoder.begin(draws);
        wandering.begin(shapes);
    }

    @Override
    public void add(long frame, HeardFrames heard, Spectrum into) {
        int number = (int) (frame - first);
        wandering.at(number, shape);
        for (int band = 0; band < Bands.COUNT; band++) {
            shape[band] = speaker.mean()[band] + speaker.spread()[band] * shape[band];
        }
        double hertz = speaker.hertz(melody(number, heard));
        double hertzAfter = speaker.hertz(melody(number + 1, heard));
        double voiced = 0;
        double power = 0;
        int from = Math.max(0, number - SMOOTH);
        int count = number + SMOOTH + 1 - from;
        for (int near = from; near <= number + SMOOTH; near++) {
            voiced += analysis.frame(near, heard).voiced / count;
            power += analysis.frame(near, heard).power / count;
        }
        vocoder.speak(shape, hertz, hertzAfter, voiced, power, speaker, into);
    }

    private double melody(int number, HeardFrames heard) {
        int from = Math.max(0, number - SMOOTH);
        double sum = 0;
        for (int near = from; near <= number + SMOOTH; near++) {
            sum += Math.clamp(analysis.frame(near, heard).melody(), -WIDEST_MELODY, WIDEST_MELODY);
        }
        return sum / (number + SMOOTH + 1 - from);
    }
}
