/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.media.video.Frame;

/**
 * A frame's few-block mosaic: the block means of its three planes. Blocks are square, of an even number of luma samples,
 * so that chroma, half the size, is averaged over the very same areas.
 */
final class Mosaic {
    private final byte[][] averages = new byte[3][];
    private final int[] blocks = new int[3];

    private Mosaic() {}

    /** @param blocksAcross blocks in the frame's width, at most */
    static Mosaic of(Frame frame, int blocksAcross) {
        int wanted = (frame.width() + blocksAcross - 1) / blocksAcross;
        int block = Math.max(2, wanted + (wanted & 1));
        Mosaic mosaic = new Mosaic();
        for (int plane = 0; plane < 3; plane++) {
            mosaic.blocks[plane] = plane == 0 ? block : block / 2;
            mosaic.averages[plane] = BlockAverages.of(Plane.readable(frame, plane), mosaic.blocks[plane]);
        }
        return mosaic;
    }

    /** For drawing on a picture of video's usual range what was seen in one of JPEG's. */
    Mosaic inStudioRange() {
        for (int plane = 0; plane < 3; plane++) {
            toStudioRange(averages[plane], plane);
        }
        return this;
    }

    /** JPEG's 0 to 255 to video's 16 to 235 (luma) and 16 to 240 (chroma), ITU-R BT.601. */
    private static void toStudioRange(byte[] averages, int plane) {
        for (int i = 0; i < averages.length; i++) {
            int value = averages[i] & 0xff;
            averages[i] = (byte) (plane == 0 ? 16 + (value * 219 + 127) / 255 : 128 + (value - 128) * 224 / 255);
        }
    }

    /** A row of a plane as the mosaic shows it; {@code into} holds at least the plane's width. */
    void row(int plane, int row, int width, byte[] into) {
        int block = blocks[plane];
        int across = (width + block - 1) / block;
        int first = row / block * across;
        for (int x = 0; x < width; x++) {
            into[x] = averages[plane][first + x / block];
        }
    }

    /** How many rows in a row look the same. */
    int block(int plane) {
        return blocks[plane];
    }
}
