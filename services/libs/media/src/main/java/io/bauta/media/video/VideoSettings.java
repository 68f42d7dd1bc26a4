/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

/**
 * What a {@link VideoEncoder} makes.
 *
 * @param width pixels, at least 1; an odd one is made even by repeating the last column
 * @param height pixels, at least 1; an odd one is made even by repeating the last row
 * @param framesPerSecond nominal rate, for rate control only: times are taken from the frames
 * @param bitsPerSecond wanted rate
 * @param fullRange whether luma spans 0 to 255; frames of the other kind are converted, which costs time
 */
public record VideoSettings(int width, int height, double framesPerSecond, long bitsPerSecond, boolean fullRange) {
    private static final double BITS_A_PIXEL = 0.1;
    private static final long FEWEST_BITS = 200_000;

    public VideoSettings {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture has at least one pixel, not " + width + "x" + height);
        }
        if (!(framesPerSecond > 0 && framesPerSecond <= 1000)) {
            throw new IllegalArgumentException("frames per second must lie in ]0, 1000], not " + framesPerSecond);
        }
        if (bitsPerSecond < 1) {
            throw new IllegalArgumentException("bits per second must be positive, not " + bitsPerSecond);
        }
    }

    /** With luma from 16 to 235, as nearly all cameras but MJPEG ones have it. */
    public VideoSettings(int width, int height, double framesPerSecond, long bitsPerSecond) {
        this(width, height, framesPerSecond, bitsPerSecond, false);
    }

    /** With a bit rate that keeps street scenes clear: 0.1 bit a pixel, at least 200 kbit/s. */
    public static VideoSettings of(int width, int height, double framesPerSecond) {
        return new VideoSettings(width, height, framesPerSecond, bitsFor(width, height, framesPerSecond));
    }

    /** As {@link #of(int, int, double)}, made for frames like this one, so that none needs converting. */
    public static VideoSettings of(Frame like, double framesPerSecond) {
        long bits = bitsFor(like.width(), like.height(), framesPerSecond);
        return new VideoSettings(like.width(), like.height(), framesPerSecond, bits, like.fullRange());
    }

    private static long bitsFor(int width, int height, double framesPerSecond) {
        return Math.max(FEWEST_BITS, Math.round(BITS_A_PIXEL * width * height * framesPerSecond));
    }

    /** Width of the encoded picture: even, at least 16. */
    public int codedWidth() {
        return coded(width);
    }

    /** Height of the encoded picture: even, at least 16. */
    public int codedHeight() {
        return coded(height);
    }

    /** 4:2:0 wants even sizes, and openh264 at least one macroblock of 16 by 16. */
    private static int coded(int size) {
        return Math.max(16, size + (size & 1));
    }
}
