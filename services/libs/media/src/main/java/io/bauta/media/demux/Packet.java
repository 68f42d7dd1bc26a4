/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import java.util.Objects;
import java.util.Optional;

/**
 * One compressed packet, in decoding order. Masks its bytes in {@link #toString}.
 *
 * @param stream index of its {@link SourceStream}
 * @param kind picture or sound
 * @param ptsMicros when it is shown or heard, microseconds since the source's beginning; made up sensibly where the
 *     container has none
 * @param dtsMicros when it is decoded, never after {@code ptsMicros}
 * @param durationMicros how long it is shown or heard; 0 where unknown
 * @param keyframe whether decoding can begin here
 * @param trimStart samples to drop from the beginning of what it decodes to (encoder delay); 0 for pictures
 * @param trimEnd samples to drop from the end of what it decodes to (padding); 0 for pictures
 * @param codecConfiguration what a decoder must have been told from this packet on, where the stream has such; the same
 *     array until it changes
 * @param data owned by the packet, not to be changed
 */
public record Packet(
        int stream,
        StreamKind kind,
        long ptsMicros,
        long dtsMicros,
        long durationMicros,
        boolean keyframe,
        int trimStart,
        int trimEnd,
        Optional<byte[]> codecConfiguration,
        byte[] data) {
    public Packet {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(codecConfiguration);
        Objects.requireNonNull(data);
    }

    @Override
    public String toString() {
        return "Packet[" + kind + " " + stream + ", pts " + ptsMicros + (keyframe ? ", keyframe, " : ", ") + data.length
                + " bytes masked]";
    }
}
