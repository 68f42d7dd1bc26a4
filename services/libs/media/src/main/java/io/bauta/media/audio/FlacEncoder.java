/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

/** Packs 16-bit mono samples losslessly as FLAC chunks that each play by themselves. Not thread-safe. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // a skeleton still
public final class FlacEncoder implements AutoCloseable {
    private FlacEncoder() {}

    /** @param sampleRate samples a second, 1 to 655 350 */
    public static FlacEncoder open(int sampleRate) {
        throw new UnsupportedOperationException();
    }

    /** One whole FLAC stream of the samples, at least one. */
    public byte[] encode(short[] samples) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
