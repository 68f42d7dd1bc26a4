/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.chunk;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Sound without holes, its samples counted from 0. Time follows the count, so that the jitter of single records never adds
 * up; only when capture time and count have grown apart does a new run begin.
 *
 * @param anchorMicros capture time of sample 0, microseconds since 1970
 * @param sampleRate samples a second
 */
public record Run(long anchorMicros, int sampleRate) {
    private static final long MICROS = 1_000_000;

    /** Capture time of a sample, microseconds since 1970. */
    public long microsOf(long index) {
        return anchorMicros + Math.floorDiv(index * MICROS + sampleRate / 2, sampleRate);
    }

    /** Capture time of a sample. */
    public Instant timeOf(long index) {
        return Instant.EPOCH.plus(microsOf(index), ChronoUnit.MICROS);
    }

    /** The sample nearest to a time; negative before the run. */
    public long indexAt(long micros) {
        return Math.floorDiv((micros - anchorMicros) * sampleRate + MICROS / 2, MICROS);
    }

    /** How long so many samples are heard. */
    public Duration lengthOf(long samples) {
        return Duration.ofNanos(samples * (MICROS * 1000) / sampleRate);
    }

    /** How far a capture time is from where counting puts the sample. */
    public Duration apart(long index, long micros) {
        return Duration.of(Math.abs(micros - microsOf(index)), ChronoUnit.MICROS);
    }
}
