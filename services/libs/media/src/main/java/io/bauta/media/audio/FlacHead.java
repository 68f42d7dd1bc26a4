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

    /** Bytes of smallest and largest frame in STREAMINFO, zero for unknown. */
    private static final int FRAME_SIZES = 6;

    /** Bytes of STREAMINFO that hold the bounds of block and frame size. */
    private static final int BOUNDS = 4 + FRAME_SIZES;

    /** Within STREAMINFO: 20 bits of rate, 3 of channels, 5 of sample size, then 36 of sample count. */
    private static final int RATE_AND_COUNT = MARK.length + 4 + BOUNDS;

    private static final long COUNT = (1L << 36) - 1;

    private FlacHead() {}

    /**
     * How many samples FLAC holds at least by its own heads: the first one, and those made here that follow in a row of
     * chunks. A frame that is damaged at its very beginning is taken for no frame at all; only the count shows it.
     */
    static long promisedSamples(byte[] flac) {
        if (flac.length < RATE_AND_COUNT + Long.BYTES || !isMarkAt(flac, 0)) {
            return 0;
        }
        long samples = countAt(flac, 0);
        for (int at = 1; at <= flac.length - BYTES; at++) {
            if (isMarkAt(flac, at) && FlacChecksum.crc16(Arrays.copyOfRange(flac, at, at + BYTES)) == 0) {
                samples += countAt(flac, at);
            }
        }
        return samples;
    }

    private static long countAt(byte[] flac, int at) {
        return ByteBuffer.wrap(flac).getLong(at + RATE_AND_COUNT) & COUNT;
    }

    private static boolean isMarkAt(byte[] flac, int at) {
        return Arrays.equals(flac, at, at + MARK.length, MARK, 0, MARK.length);
    }

    /**
     * @param streamInfo the 34 bytes of RFC 9639, section 8.2; the bounds of block and frame size in it are widened to
     *     what any chunk may have, as in a row the first head speaks for all: FFmpeg refuses a block beyond its bound
     */
    static byte[] of(byte[] streamInfo) {
        ByteBuffer head = ByteBuffer.allocate(BYTES)
                .put(MARK)
                .putInt(STREAM_INFO_BYTES)
                .putShort((short) FlacStream.SMALLEST_BLOCK)
                .putShort((short) FlacStream.LARGEST_BLOCK)
                .put(new byte[FRAME_SIZES])
                .put(streamInfo, BOUNDS, STREAM_INFO_BYTES - BOUNDS)
                .putInt((LAST | APPLICATION) << 24 | (OURS.length + 2))
                .put(OURS);
        int crc = FlacChecksum.crc16(Arrays.copyOf(head.array(), head.position()));
        return head.putShort((short) crc).array();
    }
}
