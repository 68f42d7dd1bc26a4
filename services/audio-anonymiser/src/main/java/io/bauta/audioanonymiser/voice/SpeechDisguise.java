/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import io.bauta.audioanonymiser.spectrum.HeardFrames;
import io.bauta.audioanonymiser.spectrum.Spectrum;
import java.util.random.RandomGenerator;

/** What becomes of the speech in a frame, the background being kept apart. Not thread-safe. */
interface SpeechDisguise {

    /**
     * A stretch of speech begins, or a piece of a long one.
     *
     * @param frame of the run, the first that will be asked for
     * @param chance numbers that nobody can repeat, for this piece alone
     */
    void begin(long frame, RandomGenerator chance);

    /**
     * Adds what becomes of the speech.
     *
     * @param frame to be made; frames are asked for one after the other
     * @param heard the frames from {@link #memory} before to about a dozen after it
     * @param into holds the background, and is given the whole
     */
    void add(long frame, HeardFrames heard, Spectrum into);

    /** So many frames before the one asked for what is made of it hangs on. */
    int memory();
}
