/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import io.bauta.audioanonymiser.spectrum.HeardFrames;
import io.bauta.audioanonymiser.spectrum.Spectrum;
import io.bauta.inference.ModelRefusedException;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Another voice, same words and melody: the speaker's statistics are taken away, each frame moves towards the shape that
 * everybody's {@link Mouth} would make, a drawn speaker's statistics come, formants move, and the voice is made anew. Not
 * thread-safe; {@link #close} may come from another thread.
 */
public final class Conversion implements SpeechDisguise {
    /** Bins from 0 to which (5.9 kHz) formants move in proportion; above, the rest is stretched or squeezed to fit. */
    private static final double KNEE = 190;

    /** By how much formants move down for a voice that is higher than the average, so that all throats sound alike. */
    private static final double THROAT = 0.3;

    /** How far a frame's own shape moves towards the one that everybody's mouth would make. */
    private static final double ALIKE = 0.5;
    /** By how much mouths move more after that, since the mean of all that may have been said mumbles. */
    private static final double LIVELY = 1.2;
    /** Below the first a frame is voiceless, above the second fully voiced: between lies how hoarse one is. */
    private static final double HARDLY_VOICED = 0.45;

    private static final double SURELY_VOICED = 0.6;
    /** Natural logarithms of power below the loudest so far: what is quieter is more of the room than of the voice. */
    private static final double ROOM = 25.0 / 4.343;

    /** Natural logarithms of power below the loudest, beyond which the mouth need not know how quiet a frame is, and their unit. */
    private static final double QUIETEST = 12;

    private static final double LOUDNESS = 4;
    private static final double LEAST_POWER = 1e-12;
    /** Frames that are heard before pitch and voicing of one are converted: what is known of the speaker is known by then. */
    private static final int KNOWN_AHEAD = 4;

    /** Frames on each side over which the melody is smoothed; no more than are known ahead. */
    private static final int GLIDE = 4;

    private static final double WIDEST_MELODY = 4;
    private static final double TOP = Bands.BINS - 1;

    private final SpeechAnalysis analysis = new SpeechAnalysis();
    private final Vocoder vocoder = new Vocoder();
    private final Mouth mouth;
    private final double[] plain = new double[Bands.COUNT];
    private final double[] moved = new double[Bands.COUNT];
    private final float[] forMouth = new float[Mouth.HEARD];
    private final float[] said = new float[Bands.COUNT];
    private final double[] shape = new double[Bands.COUNT];
    private PseudoSpeaker speaker;
    private long first;
    private int told;
    private double loudest;

    /** @throws ModelRefusedException if the mouth that the jar carries cannot be used */
    public Conversion() {
        this(Mouth.carried());
    }

    /** @param mouth is closed with this */
    Conversion(Mouth mouth) {
        this.mouth = mouth;
    }

    @Override
    public void begin(long frame, RandomGenerator chance) {
        begin(frame, Draws.of(chance));
    }

    void begin(long frame, Draws draws) {
        first = frame;
        told = 0;
        mouth.begin();
        loudest = Double.NEGATIVE_INFINITY;
        analysis.begin(frame);
        speaker = PseudoSpeaker.drawn(draws);
        vocoder.begin(draws);
    }

    @Override
    public void add(long frame, HeardFrames heard, Spectrum into) {
        int number = (int) (frame - first);
        SpokenFrame knownAfter = analysis.frame(number + 1 + KNOWN_AHEAD, heard);
        SpokenFrame known = analysis.frame(number + KNOWN_AHEAD, heard);
        SpokenFrame now = analysis.frame(number, heard);
        while (told <= number + Mouth.AHEAD) {
            tell(analysis.frame(told, heard));
            told++;
        }
        shape(now, known);
        double hertz = hertz(gliding(number, heard), known);
        double hertzAfter = hertz(gliding(number + 1, heard), knownAfter);
        vocoder.speak(shape, hertz, hertzAfter, voiced(now, known), withoutRoom(now.power), speaker, into);
    }

    /** The logarithm of the pitch, smoothed by a Hann window: how a throat trembles is its own. */
    private double gliding(int number, HeardFrames heard) {
        double sum = 0;
        double weights = 0;
        for (int off = -GLIDE; off <= GLIDE; off++) {
            double weight = 1 + Math.cos(Math.PI * off / (GLIDE + 1));
            sum += weight * Math.log(analysis.frame(Math.max(0, number + off), heard).hertz);
            weights += weight;
        }
        return sum / weights;
    }

    private double hertz(double pitch, SpokenFrame known) {
        double melody = (pitch - known.pitch) / known.pitchSpread;
        return speaker.hertz(Math.clamp(melody, -WIDEST_MELODY, WIDEST_MELODY));
    }

    private static double voiced(SpokenFrame frame, SpokenFrame known) {
        double usual = frame.voiced + AverageVoice.VOICING - known.usuallyVoiced;
        double sure = Math.clamp((usual - HARDLY_VOICED) / (SURELY_VOICED - HARDLY_VOICED), 0, 1);
        return Vocoder.VOICELESS + (Vocoder.FULL_VOICE - Vocoder.VOICELESS) * sure;
    }

    /** What is far below the loudest so far becomes twice as far below: echoes and hiss tell of the place. */
    private double withoutRoom(double power) {
        double level = Math.log(power + LEAST_POWER);
        loudest = Math.max(level, loudest - SpeakerStatistics.FORGETS);
        return Math.exp(level - Math.max(0, loudest - ROOM - level));
    }

    /** Tells the mouth what was heard in a frame, as far as the speaker was known by then. */
    private void tell(SpokenFrame frame) {
        own(frame, frame);
        for (int band = 0; band < Bands.COUNT; band++) {
            forMouth[band] = (float) moved[band];
        }
        double belowLoudest = Math.clamp(frame.level - frame.loudest, -QUIETEST, 0);
        forMouth[Bands.COUNT] = (float) (belowLoudest / LOUDNESS + 1);
        forMouth[Bands.COUNT + 1] = (float) frame.voiced;
        mouth.hear(forMouth, said);
    }

    /** A frame's shape in the measure of a speaker {@code known} by then, as though nobody in particular had made it. */
    private void own(SpokenFrame frame, SpokenFrame known) {
        for (int band = 0; band < Bands.COUNT; band++) {
            double spread = Math.max(known.spread[band], SpeakerStatistics.LEAST_BAND_SPREAD);
            plain[band] = (frame.bands[band] - frame.level - known.mean[band]) / spread;
        }
        double warp = Math.exp(-THROAT * (known.pitch - AverageVoice.PITCH));
        for (int band = 0; band < Bands.COUNT; band++) {
            moved[band] = Bands.at(source(Bands.middle(band), warp), plain);
        }
    }

    /** The frame's own shape and what the mouth said of it, as the drawn speaker makes it. */
    private void shape(SpokenFrame frame, SpokenFrame known) {
        own(frame, known);
        for (int band = 0; band < Bands.COUNT; band++) {
            moved[band] = LIVELY * (moved[band] + ALIKE * (said[band] - moved[band]));
        }
        for (int band = 0; band < Bands.COUNT; band++) {
            double place = Bands.at(source(Bands.middle(band), speaker.warp()), moved);
            shape[band] = speaker.mean()[band] + speaker.spread()[band] * place;
        }
    }

    /** Where a place of the new voice lies in the old one, in bins. */
    private static double source(double place, double warp) {
        double knee = Math.min(KNEE, KNEE * warp);
        return place <= knee ? place / warp : knee / warp + (place - knee) * (TOP - knee / warp) / (TOP - knee);
    }

    @Override
    public Map<String, String> models() {
        return Map.of(Mouth.ROLE, mouth.sha256());
    }

    @Override
    public void close() {
        mouth.close();
    }
}
