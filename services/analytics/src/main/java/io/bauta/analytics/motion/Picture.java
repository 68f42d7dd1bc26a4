/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.motion;

/**
 * One decoded frame as far as motion needs it.
 *
 * @param offsetMicros capture time since the first frame of its chunk
 * @param width of the full picture, pixels
 * @param height of the full picture, pixels
 * @param luma its brightness at reduced size
 */
public record Picture(long offsetMicros, int width, int height, LumaGrid luma) {
    /** The same picture timed from a later beginning. */
    Picture after(long micros) {
        return new Picture(offsetMicros - micros, width, height, luma);
    }
}
