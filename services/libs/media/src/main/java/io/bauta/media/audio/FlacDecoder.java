/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

/** Unpacks FLAC, one chunk or several written one after the other. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // a skeleton still
public final class FlacDecoder {
    private FlacDecoder() {}

    /**
     * @return all samples, timed from 0
     * @throws io.bauta.media.MediaException if it is no FLAC or damaged
     */
    public static PcmBlock decode(byte[] flac) {
        throw new UnsupportedOperationException();
    }
}
