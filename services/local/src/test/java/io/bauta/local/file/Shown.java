/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.local.detect.FrameWalk;
import io.bauta.media.video.Frame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture of an {@link OddFilm} as it is played.
 *
 * @param offGrey how far the samples of its head are from the grey that solid covers are drawn in, the farthest of all
 */
record Shown(long ptsMicros, int width, int height, int offGrey) {
    private static final int GREY = 128;

    /** All pictures of a file. */
    static List<Shown> in(Path file) {
        List<Shown> shown = new ArrayList<>();
        FrameWalk.walk(file, (frame, share) -> shown.add(of(frame)));
        return shown;
    }

    private static Shown of(Frame frame) {
        int off = 0;
        for (int plane = 0; plane < 3; plane++) {
            int part = plane == 0 ? 1 : 2;
            ByteBuffer samples = frame.plane(plane);
            int width = Math.ceilDiv(frame.width(), part);
            int height = Math.ceilDiv(frame.height(), part);
            for (int y = height / 4; y <= height * 7 / 12 && y < height; y++) {
                for (int x = width / 4; x <= width / 2 && x < width; x++) {
                    off = Math.max(off, Math.abs((samples.get(y * frame.stride(plane) + x) & 0xff) - GREY));
                }
            }
        }
        return new Shown(frame.ptsMicros(), frame.width(), frame.height(), off);
    }
}
