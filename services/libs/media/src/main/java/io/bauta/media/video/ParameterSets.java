/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import java.io.ByteArrayOutputStream;

/**
 * The parameter sets (SPS and PPS) that a keyframe begins with, for encoders of video devices, which tell them nowhere
 * else. Byte stream format with start codes (ITU-T H.264, annex B).
 */
final class ParameterSets {
    private static final int SPS = 7;
    private static final int PPS = 8;
    private static final int TYPE = 0x1f;
    private static final byte[] START_CODE = {0, 0, 0, 1};

    private ParameterSets() {}

    /** All in the packet, each after a start code; empty if there is none. */
    static byte[] of(byte[] packet) {
        ByteArrayOutputStream sets = new ByteArrayOutputStream();
        int begin = unit(packet, 0);
        while (begin < packet.length) {
            int next = unit(packet, begin);
            int type = packet[begin] & TYPE;
            if (type == SPS || type == PPS) {
                sets.writeBytes(START_CODE);
                sets.write(packet, begin, end(packet, begin, next) - begin);
            }
            begin = next;
        }
        return sets.toByteArray();
    }

    /** Where the next unit's first byte is, after {@code 0 0 1}; the packet's length if there is none. */
    private static int unit(byte[] packet, int from) {
        for (int at = from; at + 3 < packet.length; at++) {
            if (packet[at] == 0 && packet[at + 1] == 0 && packet[at + 2] == 1) {
                return at + 3;
            }
        }
        return packet.length;
    }

    /** A unit ends before the zeros of the next start code; none ends with a zero of its own. */
    private static int end(byte[] packet, int begin, int next) {
        int end = next < packet.length ? next - 3 : next;
        while (end > begin && packet[end - 1] == 0) {
            end--;
        }
        return end;
    }
}
