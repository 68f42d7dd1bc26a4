/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Where frames of FLAC seem to begin. What a frame holds may look by chance like the header of another, its checksum of
 * eight bits included; FFmpeg, which looks for headers since FLAC tells no lengths, may then cut the frame in two, and half
 * a second of sound is lost to whoever listens with it.
 */
final class FlacBeginnings {
    private static final int LONGEST_HEAD = 17;

    private FlacBeginnings() {}

    /**
     * Whether nothing else looks like a beginning. What follows the last frame is taken for zeros, as FFmpeg takes it.
     *
     * @param beginnings true ones
     * @param frames one after the other
     */
    static boolean areOnly(BitSet beginnings, byte[] frames) {
        for (int at = 0; at + 1 < frames.length; at++) {
            if (frames[at] == (byte) 0xFF
                    && (frames[at + 1] & 0xFE) == 0xF8
                    && !beginnings.get(at)
                    && looksLikeHead(Arrays.copyOfRange(frames, at, at + LONGEST_HEAD))) {
                return false;
            }
        }
        return true;
    }

    private static boolean looksLikeHead(byte[] bytes) {
        boolean sizeAndRate = (bytes[2] & 0xF0) != 0 && (bytes[2] & 0x0F) != 0x0F;
        boolean channelsAndRest = (bytes[3] & 0xF0) <= 0xA0 && (bytes[3] & 1) == 0;
        boolean number = (bytes[4] & 0xC0) != 0x80 && (bytes[4] & 0xFE) != 0xFE;
        int length = FlacFrameNumber.headLength(bytes[2], bytes[4]);
        return sizeAndRate
                && channelsAndRest
                && number
                && (byte) FlacChecksum.crc8(Arrays.copyOf(bytes, length)) == bytes[length];
    }
}
