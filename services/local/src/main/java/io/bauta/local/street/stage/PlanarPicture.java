/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.stage;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Turns an RGB picture into planar YUV 4:2:0 (ITU-R BT.601, limited range: sections 2.5.1 and 2.5.3) with a sensor's
 * noise of about one step in luma, another pattern in every frame and always the same in the same one. Not thread-safe.
 */
public final class PlanarPicture {
    private static final int PATTERN = 1 << 16;
    private static final double NOISE_STEPS = 1.1;

    private final int width;
    private final int height;
    private final byte[] pattern = new byte[PATTERN];
    private final byte[] upper;
    private final byte[] lower;
    private final byte[] blue;
    private final byte[] red;

    /** For pictures of one size, both sides even. */
    public PlanarPicture(int width, int height, long seed) {
        this.width = width;
        this.height = height;
        this.upper = new byte[width];
        this.lower = new byte[width];
        this.blue = new byte[width / 2];
        this.red = new byte[width / 2];
        SplittableRandom chance = new SplittableRandom(seed);
        for (int i = 0; i < PATTERN; i++) {
            pattern[i] = (byte) Math.round(NOISE_STEPS * chance.nextGaussian());
        }
    }

    /** A plane to write to and the bytes from one of its rows to the next. */
    public record Plane(ByteBuffer bytes, int stride) {}

    /** Writes the picture to three planes. */
    public void write(BufferedImage picture, int frame, Plane luma, Plane chromaBlue, Plane chromaRed) {
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        for (int row = 0; row < height; row += 2) {
            int noise = (frame * 0x9E3779B1 + row * 0x85EBCA6B) >>> 16;
            rows(pixels, row * width, noise);
            luma.bytes.put(row * luma.stride, upper);
            luma.bytes.put((row + 1) * luma.stride, lower);
            chromaBlue.bytes.put(row / 2 * chromaBlue.stride, blue);
            chromaRed.bytes.put(row / 2 * chromaRed.stride, red);
        }
    }

    private void rows(int[] pixels, int first, int noise) {
        for (int x = 0; x < width; x += 2) {
            int a = pixels[first + x];
            int b = pixels[first + x + 1];
            int c = pixels[first + width + x];
            int d = pixels[first + width + x + 1];
            upper[x] = luma(a, noise + 2 * x);
            upper[x + 1] = luma(b, noise + 2 * x + 1);
            lower[x] = luma(c, noise + 2 * x + 2);
            lower[x + 1] = luma(d, noise + 2 * x + 3);
            int r = (a >> 16 & 0xFF) + (b >> 16 & 0xFF) + (c >> 16 & 0xFF) + (d >> 16 & 0xFF);
            int g = (a >> 8 & 0xFF) + (b >> 8 & 0xFF) + (c >> 8 & 0xFF) + (d >> 8 & 0xFF);
            int l = (a & 0xFF) + (b & 0xFF) + (c & 0xFF) + (d & 0xFF);
            blue[x / 2] = (byte) ((-38 * r - 74 * g + 112 * l + (128 << 10) + 512) >> 10);
            red[x / 2] = (byte) ((112 * r - 94 * g - 18 * l + (128 << 10) + 512) >> 10);
        }
    }

    private byte luma(int pixel, int noise) {
        int y = (66 * (pixel >> 16 & 0xFF) + 129 * (pixel >> 8 & 0xFF) + 25 * (pixel & 0xFF) + 128) / 256 + 16;
        return (byte) Math.max(16, Math.min(235, y + pattern[noise & (PATTERN - 1)]));
    }
}
