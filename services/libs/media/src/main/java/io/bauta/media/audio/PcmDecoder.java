/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceStream;
import java.util.List;

/**
 * Decodes packets of one sound stream to mono samples at a wanted rate. Times follow the packets' own: a gap in the
 * source is a gap in the blocks' times, small jitter is smoothed by counting samples. Works on one thread of its caller;
 * not thread-safe.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // a skeleton still
public final class PcmDecoder implements AutoCloseable {
    private PcmDecoder() {}

    /** @throws io.bauta.media.MediaException if the codec is not built in or the stream is not sound */
    public static PcmDecoder open(SourceStream stream, int sampleRate) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes one packet and gives the blocks that are ready. Damaged packets are skipped and counted; the gap they leave
     * shows in the blocks' times.
     */
    public List<PcmBlock> decode(Packet packet) {
        throw new UnsupportedOperationException();
    }

    /** Gives what decoder and resampler still hold back; the decoder then stands as if new. */
    public List<PcmBlock> drain() {
        throw new UnsupportedOperationException();
    }

    /** Packets skipped because they could not be decoded. */
    public long damaged() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
