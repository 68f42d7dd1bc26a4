/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

/**
 * Where a run of sound is taken up. What comes out for the samples before {@code next} is to be thrown away: they are fed
 * once more only so that what follows comes out as it would have.
 *
 * @param startIndex the first sample of the run that will be fed
 * @param next the first that was not released yet
 * @param stretch what {@link AudioAnonymisation#stretchAt} said of {@code next}
 * @param lastSample the last sample that was released: where the sound goes on from
 */
public record TakeUp(long startIndex, long next, long stretch, short lastSample) {
    /** No stretch of speech. */
    public static final long NO_STRETCH = -1;

    public TakeUp {
        if (startIndex < 0 || next < startIndex) {
            throw new IllegalArgumentException("samples count from 0, and are fed before they are released");
        }
    }

    /** A new run. */
    public static TakeUp beginning() {
        return new TakeUp(0, 0, NO_STRETCH, (short) 0);
    }
}
