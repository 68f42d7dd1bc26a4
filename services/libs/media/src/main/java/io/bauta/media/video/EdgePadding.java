/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import java.nio.ByteBuffer;

/** Enlarges pictures to a size the encoder takes, repeating the last column and row, which cost it next to nothing. */
final class EdgePadding {
    private static final int PLANES = 3;

    private EdgePadding() {}

    /** A new frame with the frame's time; the frame stays the caller's. */
    static Frame pad(Frame frame, int width, int height) {
        Frame padded = new Frame(Pictures.allocate(width, height));
        padded.retime(frame.ptsMicros());
        padded.picture().color_range(frame.picture().color_range());
        for (int plane = 0; plane < PLANES; plane++) {
            copy(frame, padded, plane);
        }
        return padded;
    }

    private static void copy(Frame source, Frame target, int plane) {
        int shift = plane == 0 ? 0 : 1;
        int width = (source.width() + shift) >> shift;
        int height = (source.height() + shift) >> shift;
        ByteBuffer from = source.plane(plane);
        ByteBuffer to = target.writablePlane(plane);
        byte[] row = new byte[target.width() >> shift];
        for (int y = 0; y < target.height() >> shift; y++) {
            from.get(Math.min(y, height - 1) * source.stride(plane), row, 0, Math.min(width, row.length));
            for (int x = width; x < row.length; x++) {
                row[x] = row[width - 1];
            }
            to.put(y * target.stride(plane), row);
        }
    }
}
