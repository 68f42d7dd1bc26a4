/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import io.bauta.contracts.outcome.ChunkFacts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Whether every chunk stands where counting samples from the first one puts it. Not thread-safe. */
final class TimeTally {
    private final Instant first;
    private final long chunkSamples;
    private long samplesIn;
    private long samplesOut;
    private long chunks;
    private long misplaced;

    /** @param first capture time of the first sample */
    TimeTally(Instant first, long chunkSamples) {
        this.first = first;
        this.chunkSamples = chunkSamples;
    }

    void fed(int samples) {
        samplesIn += samples;
    }

    /**
     * The next chunk, in the order of release.
     *
     * @param facts what is signed about it
     * @param samples that its media really holds
     */
    void released(ChunkFacts facts, int samples) {
        Instant due = first.plus(samplesOut * 1_000_000 / DayBlock.RATE, ChronoUnit.MICROS);
        boolean whole = samples == Math.min(chunkSamples, samplesIn - samplesOut);
        misplaced += facts.start().equals(due) && facts.frames() == samples && whole ? 0 : 1;
        samplesOut += samples;
        chunks++;
    }

    Counts counts() {
        return new Counts(samplesIn, samplesOut, chunks, misplaced);
    }

    /**
     * What has been counted.
     *
     * @param samplesIn fed
     * @param samplesOut released
     * @param chunks released
     * @param misplaced of these, with another time, number of samples or length than they should have
     */
    record Counts(long samplesIn, long samplesOut, long chunks, long misplaced) {
        static final Counts NONE = new Counts(0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(
                    samplesIn + other.samplesIn,
                    samplesOut + other.samplesOut,
                    chunks + other.chunks,
                    misplaced + other.misplaced);
        }
    }
}
