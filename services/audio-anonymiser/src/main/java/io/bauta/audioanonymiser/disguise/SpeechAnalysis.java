/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import io.bauta.audioanonymiser.spectrum.FrameClock;
import io.bauta.audioanonymiser.spectrum.FrameTransform;
import io.bauta.audioanonymiser.spectrum.HeardFrame;
import io.bauta.audioanonymiser.spectrum.HeardFrames;
import io.bauta.audioanonymiser.spectrum.Spectrum;
import java.util.Arrays;

/**
 * Takes the speech part of a piece apart, frame by frame, as far as it is asked for: pitch, voicing, bands, power, speaker. At
 * whatever rate the sound is, the analysis is that of 16 kHz. What is said of a frame hangs on {@link #AHEAD} more. Not
 * thread-safe.
 */
final class SpeechAnalysis {
    /** Those that the pitch is traced back from, and two more that the sound about the last one's middle is made of. */
    static final int AHEAD = PitchTracker.AHEAD + 2;

    private static final FrameClock CLOCK = FrameClock.of(16_000);
    private static final int KEPT = 32;
    private static final int SOUND = 2048;
    /** Below 78 Hz there is no speech. */
    private static final int BACKGROUND_BINS = 3;

    private final FrameTransform transform = new FrameTransform(CLOCK);
    private final PitchTracker pitch = new PitchTracker();
    private final Bands bands = new Bands();
    private final SpeakerStatistics speaker = new SpeakerStatistics();
    private final SpokenFrame[] frames = new SpokenFrame[KEPT];
    private final double[][] powers = new double[KEPT][Bands.BINS];
    private final Spectrum speech = new Spectrum(Bands.BINS);
    private final double[] synthesised = new double[CLOCK.window()];
    private final double[] overlap = new double[CLOCK.hop()];
    private final double[] sound = new double[SOUND];
    private final double[] about = new double[2 * PitchTracker.REACH];
    private long first;
    private int added;
    private int tracked;
    private int done;

    SpeechAnalysis() {
        Arrays.setAll(frames, at -> new SpokenFrame());
    }

    /** @param frame of the run with which the piece begins */
    void begin(long frame) {
        first = frame;
        added = 0;
        tracked = 0;
        done = 0;
        Arrays.fill(sound, 0);
        pitch.begin();
        speaker.begin();
    }

    /**
     * A frame of the piece.
     *
     * @param number counted from the piece's beginning, not more than about twenty before the last one asked for
     * @param heard up to {@link #AHEAD} frames after it
     */
    SpokenFrame frame(int number, HeardFrames heard) {
        while (done <= number) {
            add(heard.near(first + added));
            track();
        }
        return frames[number % KEPT];
    }

    /** The next frame's speech, as sound and as power. */
    private void add(HeardFrame heard) {
        int known = Math.min(heard.mask().length, Bands.BINS);
        double scale = (double) CLOCK.hop() / (heard.mask().length - 1);
        double[] power = powers[added % KEPT];
        speech.clear();
        Arrays.fill(power, 0);
        for (int bin = 0; bin < known; bin++) {
            double share = heard.mask()[bin] * scale;
            speech.real()[bin] = share * heard.spectrum().real()[bin];
            speech.imaginary()[bin] = share * heard.spectrum().imaginary()[bin];
            power[bin] = speech.real()[bin] * speech.real()[bin] + speech.imaginary()[bin] * speech.imaginary()[bin];
        }
        transform.synthesise(speech, synthesised);
        int hop = CLOCK.hop();
        if (added > 0) {
            int at = (added - 1) * hop % SOUND;
            for (int i = 0; i < hop; i++) {
                sound[at + i] = overlap[i] + synthesised[i];
            }
        }
        System.arraycopy(synthesised, hop, overlap, 0, hop);
        added++;
    }

    /** With two frames after a frame's middle there is sound enough about it. */
    private void track() {
        if (added - tracked <= 2) {
            return;
        }
        int from = tracked * CLOCK.hop() - PitchTracker.REACH;
        for (int i = 0; i < about.length; i++) {
            about[i] = from + i < 0 ? 0 : sound[(from + i) % SOUND];
        }
        pitch.take(about);
        tracked++;
        if (tracked > PitchTracker.AHEAD) {
            note(frames[done % KEPT], powers[done % KEPT]);
            done++;
        }
    }

    private void note(SpokenFrame frame, double[] power) {
        frame.hertz = pitch.hertz();
        frame.voiced = pitch.voiced();
        frame.power = 0;
        for (int bin = BACKGROUND_BINS; bin < Bands.BINS; bin++) {
            frame.power += power[bin];
        }
        bands.measure(power, frame.hertz, frame.voiced, frame.bands);
        speaker.take(frame);
    }
}
