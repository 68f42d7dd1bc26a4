/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw;

import io.bauta.contracts.Envelope;
import java.util.Objects;

/**
 * A run of sound: PCM, signed 16-bit little-endian, mono.
 *
 * @param envelope topic {@code raw.audio.v1}; its time is the wall-clock time of the first sample
 * @param sampleRate samples a second
 * @param ptsMicros time of the first sample on the sensor's own clock, microseconds since the epoch's first sample (or
 *     since the first access unit of the camera that shares the source, so that both stay in step)
 * @param data the samples; owned by the record, not copied, not to be changed
 */
public record PcmChunk(Envelope envelope, int sampleRate, long ptsMicros, byte[] data) implements RawRecord {
    public PcmChunk {
        Objects.requireNonNull(envelope);
        Objects.requireNonNull(data);
        if (sampleRate <= 0 || data.length % 2 != 0) {
            throw new IllegalArgumentException("a PCM chunk has a sample rate and whole 16-bit samples");
        }
    }

    public int samples() {
        return data.length / 2;
    }

    @Override
    public String toString() {
        return "PcmChunk[" + envelope.id() + ", " + samples() + " samples masked]";
    }
}
