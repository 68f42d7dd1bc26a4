/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import java.io.ByteArrayOutputStream;

/**
 * Renumbers a FLAC frame (RFC 9639, section 9). FFmpeg's encoder counts the frames of each stream from 0; chunks written
 * one after the other only play in time if their frames say which sample of the whole they begin with, that is, if they
 * use the variable block size strategy. Header and frame checksums are made anew.
 */
final class FlacFrameNumber {
    /**
     * RFC 9639 codes the number in at most 36 bits, but FFmpeg and what is built on it reads 31 and takes a frame with
     * more for none. At 16 kHz the number starts over after 37 hours.
     */
    static final long LIMIT = 1L << 31;

    private static final int FIXED_HEAD = 4;
    private static final int VARIABLE_BLOCK_SIZE = 1;

    private FlacFrameNumber() {}

    /** @param frame one whole frame; a new array is given */
    static byte[] renumber(byte[] frame, long firstSample) {
        int afterNumber = FIXED_HEAD + codedLength(frame[FIXED_HEAD]);
        int tail = headLength(frame[2], frame[FIXED_HEAD]);
        ByteArrayOutputStream out = new ByteArrayOutputStream(frame.length + 8);
        out.write(frame[0]);
        out.write(frame[1] | VARIABLE_BLOCK_SIZE);
        out.write(frame, 2, 2);
        writeCoded(out, firstSample % LIMIT);
        out.write(frame, afterNumber, tail - afterNumber);
        out.write(FlacChecksum.crc8(out.toByteArray()));
        int body = tail + 1;
        out.write(frame, body, frame.length - 2 - body);
        int check = FlacChecksum.crc16(out.toByteArray());
        out.write(check >> 8);
        out.write(check);
        return out.toByteArray();
    }

    /**
     * Bytes of a frame's header before its checksum.
     *
     * @param codes its third byte: block size and sample rate
     * @param number its fifth, the first of the coded number
     */
    static int headLength(byte codes, byte number) {
        return FIXED_HEAD + codedLength(number) + blockSizeBytes(codes) + sampleRateBytes(codes);
    }

    /** Bytes of a number coded like UTF-8, by its first byte. */
    private static int codedLength(byte first) {
        int ones = Integer.numberOfLeadingZeros(~(first << 24));
        return ones == 0 ? 1 : ones;
    }

    private static int blockSizeBytes(byte codes) {
        return switch ((codes >> 4) & 15) {
            case 6 -> 1;
            case 7 -> 2;
            default -> 0;
        };
    }

    private static int sampleRateBytes(byte codes) {
        return switch (codes & 15) {
            case 12 -> 1;
            case 13, 14 -> 2;
            default -> 0;
        };
    }

    private static void writeCoded(ByteArrayOutputStream out, long number) {
        if (number < 0x80) {
            out.write((int) number);
            return;
        }
        int following = 1;
        // A first byte with n following ones holds 6 - n bits, each following one 6 more.
        while (number >= 1L << (6 * following + 6 - following)) {
            following++;
        }
        int mark = 0xFF00 >> (following + 1);
        out.write((mark & 0xFF) | (int) (number >> (6 * following)));
        for (int shift = 6 * (following - 1); shift >= 0; shift -= 6) {
            out.write(0x80 | (int) ((number >> shift) & 0x3F));
        }
    }
}
