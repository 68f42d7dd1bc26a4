/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import java.nio.ByteBuffer;
import java.util.Random;

/** A picture of 720 lines full of noise, the same each time. */
public final class DrawnPicture {
    private DrawnPicture() {}

    /** To be closed by the caller. */
    public static Frame of720Lines() {
        Frame frame = Frame.black(1280, 720, 0);
        Random chance = new Random(720);
        for (int plane = 0; plane < 3; plane++) {
            ByteBuffer pixels = frame.writablePlane(plane);
            byte[] noise = new byte[pixels.remaining()];
            chance.nextBytes(noise);
            pixels.put(noise);
        }
        return frame;
    }
}
