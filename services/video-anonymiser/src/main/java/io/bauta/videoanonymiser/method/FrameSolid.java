/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.track.Cover;

/** The whole frame in one colour: a new picture that the old one never had any part in. */
final class FrameSolid implements VideoMethod {
    /** Mid-grey: luma and chroma alike in the middle of their range. */
    static final byte GREY = (byte) 128;

    @Override
    public String label() {
        return "frame:solid";
    }

    @Override
    public Frame apply(Frame frame, Cover cover) {
        Frame solid = Frame.black(frame.width(), frame.height(), frame.ptsMicros());
        for (int plane = 0; plane < 3; plane++) {
            Plane.writable(solid, plane).fill(GREY);
        }
        frame.close();
        return solid;
    }
}
