/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import java.util.Map;

/**
 * What a policy does to a run of sound without holes. As many samples come out as go in, each in its place; a method may
 * hold some back until it has seen what follows. Not thread-safe.
 */
interface SoundMethod extends AutoCloseable {

    /**
     * Takes the next samples and gives all that are ready.
     *
     * @param samples 16-bit mono, any number; not changed, not kept
     */
    AnonymisedSound anonymise(short[] samples);

    /** Gives what is held back; the method then stands at the beginning of a new run. */
    AnonymisedSound drain();

    /** The most samples that are ever held back. */
    int mostHeldBack();

    /**
     * How far before {@code index}, which was given out or is the next to be, samples must be fed again, so that everything from {@code index} on comes out bit for
     * bit as it would have without the interruption.
     *
     * @param index sample of the run, from 0
     * @return the first sample that is needed, 0 to {@code index}
     */
    long neededFrom(long index);

    /**
     * Which piece of speech a sample lies in that was given out, or is the next to be: what {@link TakeUp#stretch} tells a
     * method that goes on there.
     */
    default long stretchAt(long index) {
        return TakeUp.NO_STRETCH;
    }

    /** Digests of the models that take part, by what they do. */
    default Map<String, String> models() {
        return Map.of();
    }

    /** Frees what the method holds. May come from another thread. */
    @Override
    default void close() {}
}
