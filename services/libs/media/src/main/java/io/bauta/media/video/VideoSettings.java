/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

/**
 * What a {@link VideoEncoder} makes.
 *
 * @param width pixels, at least 1; an odd one is made even by repeating the last column
 * @param height pixels, at least 1; an odd one is made even by repeating the last row
 * @param framesPerSecond nominal rate, for rate control only: times are taken from the frames
 * @param bitsPerSecond wanted rate
 */
public record VideoSettings(int width, int height, double framesPerSecond, long bitsPerSecond) {
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

    /** With a bit rate that keeps street scenes clear: 0.1 bit a pixel, at least 200 kbit/s. */
    public static VideoSettings of(int width, int height, double framesPerSecond) {
        return new VideoSettings(
                width, height, framesPerSecond, Math.max(200_000, Math.round(0.1 * width * height * framesPerSecond)));
    }
}
