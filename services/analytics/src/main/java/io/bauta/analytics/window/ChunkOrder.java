/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.window;

/**
 * Follows the numbering of one sensor's chunks: gap-free within an epoch, larger epochs are later. After a restart the
 * first chunk is taken as it comes. Not thread-safe.
 */
public final class ChunkOrder {
    private long epoch = -1;
    private long sequence = -1;

    /** Notes a chunk and says how it follows the one before. */
    public Step step(long nextEpoch, long nextSequence) {
        if (nextEpoch < epoch || (nextEpoch == epoch && nextSequence <= sequence)) {
            return Step.SEEN;
        }
        long missing = nextEpoch == epoch ? nextSequence - sequence - 1 : 0;
        boolean joins = missing == 0 && nextEpoch == epoch;
        epoch = nextEpoch;
        sequence = nextSequence;
        return new Step(false, joins, (int) Math.min(missing, Integer.MAX_VALUE));
    }

    /**
     * @param seen whether the chunk was there before and must not count again
     * @param joins whether it follows directly on the chunk before
     * @param missing how many chunks are missing just before it
     */
    public record Step(boolean seen, boolean joins, int missing) {
        static final Step SEEN = new Step(true, false, 0);
    }
}
