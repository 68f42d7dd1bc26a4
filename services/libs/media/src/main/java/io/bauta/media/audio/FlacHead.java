/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What stands before the frames of a FLAC chunk: the mark, STREAMINFO and a block of our own whose two bytes make the
 * CRC-16 of the whole head zero. FFmpeg's parser takes what lies between two frame headers for one frame and checks its
 * CRC-16; as a frame's is zero by construction and so is the head's, the heads in a row of chunks do it no harm. Without
 * that it was seen to join frames and to play the last one twice.
 */
final class FlacHead {
    private static final byte[] MARK = "fLaC".getBytes(US_ASCII);
    private static final int STREAM_INFO_BYTES = 34;
    private static final int APPLICATION = 0x02;
    private static final int LAST = 0x80;
    private static final byte[] OURS = "Baut".getBytes(US_ASCII);
    private static final int BYTES = MARK.length + 4 + STREAM_INFO_BYTES + 4 + OURS.length + 2;

    private FlacHead() {}

    /** @param streamInfo the 34 bytes of RFC 9639, section 8.2 */
    static byte[] of(byte[] streamInfo) {
        ByteBuffer head = ByteBuffer.allocate(BYTES)
                .put(MARK)
                .putInt(STREAM_INFO_BYTES)
                .put(streamInfo)
                .putInt((LAST | APPLICATION) << 24 | (OURS.length + 2))
                .put(OURS);
        int crc = FlacChecksum.crc16(Arrays.copyOf(head.array(), head.position()));
        return head.putShort((short) crc).array();
    }
}
