/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import io.bauta.audioanonymiser.spectrum.HeardFrames;
import io.bauta.audioanonymiser.spectrum.Spectrum;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What becomes of the speech in a frame, the background being kept apart. Not thread-safe. */
public interface SpeechDisguise extends AutoCloseable {
    /** Frames ahead of the one to be made that are there. */
    int AHEAD = 13;

    /**
     * A stretch of speech begins, or a piece of a long one.
     *
     * @param frame of the run, the first that will be asked for
     * @param chance numbers that nobody can repeat, for this piece alone
     */
    void begin(long frame, RandomGenerator chance);

    /**
     * Adds what becomes of the speech. It hangs on the frames of the piece so far and on {@link #AHEAD} more, no others.
     *
     * @param frame to be made; frames are asked for one after the other
     * @param heard the frames up to {@link #AHEAD} after it
     * @param into holds the background, and is given the whole
     */
    void add(long frame, HeardFrames heard, Spectrum into);

    /** Digests of the models that it uses, by what they do. */
    default Map<String, String> models() {
        return Map.of();
    }

    /** Frees what the disguise holds. May come from another thread. */
    @Override
    default void close() {}
}
