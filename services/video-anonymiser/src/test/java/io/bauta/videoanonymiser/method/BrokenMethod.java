/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.media.video.Frame;

/** A mosaic that throws once. */
public final class BrokenMethod implements VideoMethod {
    private final VideoMethod real = new FrameMosaic(16);
    private int left;

    private BrokenMethod(int at) {
        this.left = at;
    }

    /** @param at the how-many-th picture it throws at, counted from 1 */
    public static VideoAnonymisation at(int at) {
        return VideoAnonymisation.with(new BrokenMethod(at));
    }

    @Override
    public String label() {
        return real.label();
    }

    @Override
    public Frame apply(Frame frame) {
        if (--left == 0) {
            throw new IllegalStateException("broken");
        }
        return real.apply(frame);
    }
}
