/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

import io.bauta.audioanonymiser.spectrum.FrameClock;
import io.bauta.audioanonymiser.spectrum.HeardFrame;
import java.util.Arrays;

/**
 * Listens to frames of any sample rate: shows the network what it was trained on, 0 to 8 kHz at the level of 16 kHz, and
 * spreads its mask over the bins that there are. Not thread-safe.
 */
public final class SpeechEar implements AutoCloseable {
    /** Below 78 Hz there is no voice, but rumble and the offset of cheap microphones. */
    private static final int BACKGROUND_BINS = 3;
    /** Of the network's bins those next to what it does not hear. */
    private static final int TOP_BINS = 16;

    private final RefreshedNetwork network;
    private final float[] magnitudes = new float[SpeechNetwork.BINS];
    private final float[] mask = new float[SpeechNetwork.BINS];
    private final float scale;

    /** @throws VoiceModelMissingException if there is no network */
    public SpeechEar(Hearing hearing, FrameClock clock) {
        this.network = new RefreshedNetwork(hearing);
        this.scale = (float) (FrameClock.of(16_000).hop() / (double) clock.hop());
    }

    /** What comes next is the first frame of a run, or of the part that is fed. */
    public void begin() {
        network.begin();
    }

    /**
     * Hears the next frame and notes its mask.
     *
     * @return how likely it is that somebody speaks, 0 to 1
     */
    public float hear(long frame, HeardFrame into) {
        int bins = into.spectrum().bins();
        int known = Math.min(bins, SpeechNetwork.BINS);
        Arrays.fill(magnitudes, 0);
        for (int bin = 0; bin < known; bin++) {
            magnitudes[bin] = (float) into.spectrum().magnitude(bin) * scale;
        }
        float speech = network.hear(frame, magnitudes, mask);
        System.arraycopy(mask, 0, into.mask(), 0, known);
        Arrays.fill(into.mask(), known, bins, speech * topOfMask());
        Arrays.fill(into.mask(), 0, Math.min(BACKGROUND_BINS, bins), 0);
        return speech;
    }

    private float topOfMask() {
        float sum = 0;
        for (int bin = SpeechNetwork.BINS - TOP_BINS; bin < SpeechNetwork.BINS; bin++) {
            sum += mask[bin];
        }
        return sum / TOP_BINS;
    }

    /** The first frame that must be heard so that {@code frame} is heard with the same bits. */
    public long neededFrom(long frame) {
        return RefreshedNetwork.neededFrom(frame);
    }

    @Override
    public void close() {
        network.close();
    }
}
