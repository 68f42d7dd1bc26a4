/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.media.video.Frame;
import java.nio.ByteBuffer;

/**
 * Tells when a frame shows another scene than the one before: a cut, a camera that was turned, lights switched on. Compares a
 * grid of single luma samples, which a moving crowd changes in few places and a cut in most. Not thread-safe.
 */
public final class SceneChange {
    private static final int ACROSS = 32;
    private static final int DOWN = 18;
    /** A sample has changed if it is this many grey levels off. */
    private static final int CHANGED = 24;
    /** A cut changes at least this share of the samples. */
    private static final double CUT = 0.6;

    private byte[] before = new byte[0];

    /** Whether the frame is the first of another scene; the first of all is not. */
    public boolean isCut(Frame frame) {
        byte[] now = samples(frame);
        boolean first = before.length == 0;
        int changed = 0;
        for (int at = 0; at < now.length && !first; at++) {
            if (Math.abs((now[at] & 0xff) - (before[at] & 0xff)) >= CHANGED) {
                changed++;
            }
        }
        before = now;
        return changed >= CUT * now.length;
    }

    private static byte[] samples(Frame frame) {
        ByteBuffer luma = frame.plane(0);
        byte[] samples = new byte[ACROSS * DOWN];
        for (int row = 0; row < DOWN; row++) {
            int y = (2 * row + 1) * frame.height() / (2 * DOWN);
            for (int column = 0; column < ACROSS; column++) {
                int x = (2 * column + 1) * frame.width() / (2 * ACROSS);
                samples[row * ACROSS + column] = luma.get(y * frame.stride(0) + x);
            }
        }
        return samples;
    }
}
