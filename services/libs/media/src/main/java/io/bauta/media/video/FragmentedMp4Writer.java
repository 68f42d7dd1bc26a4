/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import java.util.List;

/**
 * Packs the packets of one chunk as self-contained fragmented MP4 (ISO/IEC 14496-12: ftyp, moov, moof, mdat). Each chunk
 * plays by itself; chunks of one encoder written one after the other are a playable stream too, because their decode
 * times (tfdt) run on. Thread-safe; keeps no native memory.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // a skeleton still
public final class FragmentedMp4Writer {

    /**
     * @param settings of the encoder
     * @param codecConfiguration {@link VideoEncoder#codecConfiguration()}
     */
    public FragmentedMp4Writer(VideoSettings settings, byte[] codecConfiguration) {}

    /**
     * @param packets of one chunk, beginning with a keyframe, times from 0 up and strictly increasing
     * @param sequence number of the fragment in its stream, from 1 (mfhd)
     * @param endMicros when the last picture gives way: the time of the next chunk's first one
     * @throws EncodeException if they are not such packets
     */
    public byte[] write(List<EncodedPacket> packets, int sequence, long endMicros) {
        throw new UnsupportedOperationException();
    }
}
