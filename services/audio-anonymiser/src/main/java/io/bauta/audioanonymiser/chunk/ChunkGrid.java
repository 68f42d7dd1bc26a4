/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.chunk;

/**
 * The times at which chunks end: a whole number of chunk lengths after the sensor's first sample, in capture time. A hole
 * in the sound therefore shortens the chunks beside it and moves none of the others.
 *
 * @param originMicros capture time of the first sample of the numbering, microseconds since 1970
 * @param chunkMicros length of a chunk
 */
public record ChunkGrid(long originMicros, long chunkMicros) {
    public ChunkGrid {
        if (chunkMicros <= 0) {
            throw new IllegalArgumentException("a chunk has a length");
        }
    }

    /** The first sample that no longer belongs to the chunk which {@code index} belongs to; greater than {@code index}. */
    public long endAfter(Run run, long index) {
        long line = Math.floorDiv(run.microsOf(index) - originMicros, chunkMicros) + 1;
        long end = run.indexAt(originMicros + line * chunkMicros);
        while (end <= index) {
            line++;
            end = run.indexAt(originMicros + line * chunkMicros);
        }
        return end;
    }
}
