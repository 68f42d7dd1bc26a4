/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.media.video.Frame;
import io.bauta.media.video.FrameScaler;

/**
 * A picture that went through every method of its policy. Only {@link VideoAnonymisation} can make one, and the encoding
 * side takes nothing else: that no raw picture is ever encoded is checked by the compiler.
 *
 * <p>Owns its native memory; close it.
 */
public final class AnonymisedFrame implements AutoCloseable {
    private final Frame frame;
    private final boolean untouched;

    /** @param untouched whether there was nothing to be done to it */
    AnonymisedFrame(Frame frame, boolean untouched) {
        this.frame = frame;
        this.untouched = untouched;
    }

    /** The picture, to be read; still owned by this. */
    public Frame frame() {
        return frame;
    }

    /** Whether it is as the camera sent it: somebody looked, nothing was found, and nothing is hidden always. */
    public boolean untouched() {
        return untouched;
    }

    /** The same in a width and height divided by a number: smaller, it shows no more. This one stays the caller's. */
    public AnonymisedFrame divided(int by, FrameScaler scaler) {
        int width = Math.ceilDiv(frame.width(), by);
        int height = Math.ceilDiv(frame.height(), by);
        return new AnonymisedFrame(scaler.scale(frame, width, height), false);
    }

    @Override
    public void close() {
        frame.close();
    }
}
