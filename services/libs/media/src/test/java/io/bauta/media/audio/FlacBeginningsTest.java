/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** What would be taken for the beginning of a frame. */
class FlacBeginningsTest {
    /** Block size and number of one byte each, and the checksum. */
    private static final byte[] HEAD = head((byte) 0xFF, (byte) 0xF9, (byte) 0x65, 0x08, 0x05, 0x7F);

    @Test
    void aTrueBeginningMisleadsNobody() {
        assertThat(FlacBeginnings.areOnly(at(0), Arrays.copyOf(HEAD, 40))).isTrue();
    }

    @Test
    void aHeaderWithARightChecksumAnywhereElseDoes() {
        byte[] frames = Arrays.copyOf(HEAD, 40);
        System.arraycopy(HEAD, 0, frames, 23, HEAD.length);

        assertThat(FlacBeginnings.areOnly(at(0), frames)).isFalse();
        assertThat(FlacBeginnings.areOnly(at(0, 23), frames)).isTrue();

        frames[23 + HEAD.length - 1]++;
        assertThat(FlacBeginnings.areOnly(at(0), frames)).isTrue();
    }

    @Test
    void whatFollowsTheLastFrameCountsAsZeros() {
        int misleading = 0;
        for (int codes = 0; codes < 1 << 16; codes++) {
            byte[] end = {1, (byte) 0xFF, (byte) 0xF8, (byte) (codes >> 8), (byte) codes};
            boolean only = FlacBeginnings.areOnly(at(), end);
            assertThat(FlacBeginnings.areOnly(at(), Arrays.copyOf(end, 20))).isEqualTo(only);
            misleading += only ? 0 : 1;
        }
        assertThat(misleading).isPositive();
    }

    private static BitSet at(int... places) {
        BitSet beginnings = new BitSet();
        Arrays.stream(places).forEach(beginnings::set);
        return beginnings;
    }

    private static byte[] head(byte first, byte second, byte codes, int... rest) {
        byte[] head = new byte[3 + rest.length];
        head[0] = first;
        head[1] = second;
        head[2] = codes;
        for (int i = 0; i < rest.length; i++) {
            head[3 + i] = (byte) rest[i];
        }
        byte[] checked = Arrays.copyOf(head, head.length + 1);
        checked[head.length] = (byte) FlacChecksum.crc8(head);
        return checked;
    }
}
