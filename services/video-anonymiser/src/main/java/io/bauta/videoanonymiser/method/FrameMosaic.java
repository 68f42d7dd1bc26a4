/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.track.Cover;

/**
 * The whole frame as a mosaic of few blocks. Drawn on a new, black picture: were a part of it ever forgotten, it would be
 * black and not raw.
 */
final class FrameMosaic implements VideoMethod {
    private final int blocksAcross;

    FrameMosaic(int blocksAcross) {
        this.blocksAcross = blocksAcross;
    }

    @Override
    public String label() {
        return "frame:mosaic";
    }

    @Override
    public Frame apply(Frame frame, Cover cover) {
        Mosaic seen = Mosaic.of(frame, blocksAcross);
        Mosaic mosaic = frame.fullRange() ? seen.inStudioRange() : seen;
        Frame drawn = Frame.black(frame.width(), frame.height(), frame.ptsMicros());
        try {
            for (int plane = 0; plane < 3; plane++) {
                draw(mosaic, plane, Plane.writable(drawn, plane));
            }
        } catch (RuntimeException | Error e) {
            drawn.close();
            throw e;
        }
        frame.close();
        return drawn;
    }

    private static void draw(Mosaic mosaic, int number, Plane plane) {
        byte[] row = new byte[plane.width()];
        for (int y = 0; y < plane.height(); y++) {
            if (y % mosaic.block(number) == 0) {
                mosaic.row(number, y, plane.width(), row);
            }
            plane.put(y, 0, plane.width(), row);
        }
    }
}
