/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of an H.264 access unit (ITU-T H.264, 7.3.1): in byte stream format after start codes (annex B), or after their
 * lengths as in MP4 files (ISO/IEC 14496-15).
 */
final class NalUnits {
    static final int SLICE = 1;
    static final int IDR_SLICE = 5;
    static final int SPS = 7;
    static final int PPS = 8;
    private static final int TYPE = 0x1f;
    private static final byte[] START_CODE = {0, 0, 0, 1};

    private NalUnits() {}

    /**
     * One part.
     *
     * @param data of which it is a stretch
     * @param begin its first byte, which holds its type
     * @param end after its last
     */
    record Unit(byte[] data, int begin, int end) {
        int type() {
            return data[begin] & TYPE;
        }

        int length() {
            return end - begin;
        }

        /** Writes it after a start code. */
        void writeTo(ByteArrayOutputStream stream) {
            stream.writeBytes(START_CODE);
            stream.write(data, begin, length());
        }
    }

    /** The parts of a byte stream; none if there is no start code. */
    static List<Unit> ofStream(byte[] stream) {
        List<Unit> units = new ArrayList<>();
        int begin = afterStartCode(stream, 0);
        while (begin < stream.length) {
            int next = afterStartCode(stream, begin);
            units.add(new Unit(stream, begin, withoutZeros(stream, begin, next)));
            begin = next;
        }
        return units;
    }

    /**
     * The parts of a packet of an MP4 file.
     *
     * @param lengthBytes how many bytes each length has, 1 to 4
     * @return nothing if the lengths do not add up to the packet
     */
    static List<Unit> ofPacket(byte[] packet, int lengthBytes) {
        List<Unit> units = new ArrayList<>();
        int at = 0;
        while (at + lengthBytes <= packet.length) {
            long length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = (length << 8) | (packet[at + i] & 0xff);
            }
            at += lengthBytes;
            if (length < 1 || length > packet.length - at) {
                return List.of();
            }
            units.add(new Unit(packet, at, (int) (at + length)));
            at += (int) length;
        }
        return at == packet.length ? units : List.of();
    }

    /** Where the next part's first byte is, after {@code 0 0 1}; the stream's length if there is none. */
    private static int afterStartCode(byte[] stream, int from) {
        for (int at = from; at + 3 < stream.length; at++) {
            if (stream[at] == 0 && stream[at + 1] == 0 && stream[at + 2] == 1) {
                return at + 3;
            }
        }
        return stream.length;
    }

    /** A part ends before the zeros of the next start code; none ends with a zero of its own. */
    private static int withoutZeros(byte[] stream, int begin, int next) {
        int end = next < stream.length ? next - 3 : next;
        while (end > begin && stream[end - 1] == 0) {
            end--;
        }
        return end;
    }
}
