/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

/** Hears speech in frames that follow each other; remembers those before. For one thread at a time. */
public interface SpeechNetwork extends AutoCloseable {
    /** Bins of a frame, 31.25 Hz apart, from 0 Hz to 8 kHz. */
    int BINS = 257;

    /** Forgets all it has heard. */
    void begin();

    /**
     * Hears the next frame.
     *
     * @param magnitudes of {@link #BINS} bins, of samples between −1 and 1 in a frame of 512; not changed
     * @param mask is given which part of each bin is speech, 0 to 1
     * @return how likely it is that somebody speaks, 0 to 1
     * @throws io.bauta.audioanonymiser.network.NetworkFailedException if it does not answer, or with something that is no number
     */
    float hear(float[] magnitudes, float[] mask);

    @Override
    void close();
}
