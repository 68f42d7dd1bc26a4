/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.media.video.Frame;

/**
 * A picture that went through every method of its policy. Only {@link VideoAnonymisation} can make one, and the encoding
 * side takes nothing else: that no raw picture is ever encoded is checked by the compiler.
 *
 * <p>Owns its native memory; close it.
 */
public final class AnonymisedFrame implements AutoCloseable {
    private final Frame frame;

    AnonymisedFrame(Frame frame) {
        this.frame = frame;
    }

    /** The picture, to be read; still owned by this. */
    public Frame frame() {
        return frame;
    }

    @Override
    public void close() {
        frame.close();
    }
}
