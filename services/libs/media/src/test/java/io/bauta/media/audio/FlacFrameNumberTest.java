/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames with other numbers and checksums that still hold. */
class FlacFrameNumberTest {

    @Test
    void theChecksumsAreThoseOfTheStandard() {
        // The usual check values: CRC-8 with polynomial 07 and CRC-16 with 8005, both from zero, of "123456789"
        byte[] digits = "123456789".getBytes(US_ASCII);
        assertThat(FlacChecksum.crc8(digits)).isEqualTo(0xF4);
        assertThat(FlacChecksum.crc16(digits)).isEqualTo(0xFEE8);
        assertThat(FlacChecksum.crc8(new byte[0])).isZero();
        assertThat(FlacChecksum.crc16(new byte[] {0})).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "127, 7f",
        "128, c280",
        "2047, dfbf",
        "2048, e0a080",
        "65535, efbfbf",
        "65536, f0908080",
        "2097151, f7bfbfbf",
        "2097152, f888808080",
        "67108863, fbbfbfbfbf",
        "67108864, fc8480808080",
        "2147483647, fdbfbfbfbfbf",
        "2147483648, 00",
        "2147483775, 7f"
    })
    void numbersAreCodedAsRfc9639Says(long number, String coded) {
        // Given a frame of FFmpeg's encoder: header of 4 bytes, its number, here 0, no further fields, CRC-8, body,
        // CRC-16
        byte[] frame = frame();
        byte[] renumbered = FlacFrameNumber.renumber(frame, number);

        // Then the strategy is "variable", the number is coded so, and both checksums hold
        int codedBytes = coded.length() / 2;
        assertThat(renumbered[0]).isEqualTo((byte) 0xFF);
        assertThat(renumbered[1]).isEqualTo((byte) 0xF9);
        assertThat(java.util.HexFormat.of().formatHex(renumbered, 4, 4 + codedBytes))
                .isEqualTo(coded);
        assertThat(FlacChecksum.crc8(Arrays.copyOf(renumbered, 5 + codedBytes)))
                .as("header with its CRC-8")
                .isZero();
        assertThat(FlacChecksum.crc16(renumbered)).as("frame with its CRC-16").isZero();
        assertThat(renumbered).hasSize(frame.length + codedBytes - 1);
        assertThat(Arrays.copyOfRange(renumbered, 5 + codedBytes, renumbered.length - 2))
                .as("the body is untouched")
                .isEqualTo(Arrays.copyOfRange(frame, 6, frame.length - 2));
    }

    private static byte[] frame() {
        // block size 4096 (code 12), rate 16 kHz (code 5), mono, 16 bits (code 4), number 0
        return new byte[] {(byte) 0xFF, (byte) 0xF8, (byte) 0xC5, 0x08, 0x00, 0x11, 1, 2, 3, 4, 5, 0x22, 0x33};
    }
}
