/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import java.util.Objects;

/**
 * A run of sound: 16-bit mono samples. Masks them in {@link #toString}.
 *
 * @param ptsMicros when the first sample is heard
 * @param sampleRate samples a second
 * @param samples owned by the block, not to be changed
 */
public record PcmBlock(long ptsMicros, int sampleRate, short[] samples) {
    public PcmBlock {
        Objects.requireNonNull(samples);
        if (sampleRate <= 0) {
            throw new IllegalArgumentException("a sample rate is positive, not " + sampleRate);
        }
    }

    public long durationMicros() {
        return samples.length * 1_000_000L / sampleRate;
    }

    @Override
    public String toString() {
        return "PcmBlock[pts " + ptsMicros + ", " + sampleRate + " Hz, " + samples.length + " samples masked]";
    }
}
