/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

/** The two checksums of FLAC frames (RFC 9639, sections 9.1.8 and 9.3), both beginning at zero. */
final class FlacChecksum {
    private static final int[] CRC8 = table(8, 0x07);
    private static final int[] CRC16 = table(16, 0x8005);

    private FlacChecksum() {}

    static int crc8(byte[] bytes) {
        int crc = 0;
        for (byte value : bytes) {
            crc = CRC8[crc ^ (value & 0xFF)];
        }
        return crc;
    }

    static int crc16(byte[] bytes) {
        int crc = 0;
        for (byte value : bytes) {
            crc = ((crc << 8) & 0xFFFF) ^ CRC16[(crc >> 8) ^ (value & 0xFF)];
        }
        return crc;
    }

    private static int[] table(int width, int polynomial) {
        int top = 1 << (width - 1);
        int mask = (1 << width) - 1;
        int[] table = new int[256];
        for (int value = 0; value < table.length; value++) {
            int crc = value << (width - 8);
            for (int bit = 0; bit < 8; bit++) {
                crc = ((crc & top) != 0 ? (crc << 1) ^ polynomial : crc << 1) & mask;
            }
            table[value] = crc;
        }
        return table;
    }
}
