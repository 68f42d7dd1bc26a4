/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.track.Cover;

/** A mosaic that throws once. */
public final class BrokenMethod implements VideoMethod {
    private final VideoMethod real = new FrameMosaic(16);
    private final Throwable fault;
    private int left;

    private BrokenMethod(int at, Throwable fault) {
        this.left = at;
        this.fault = fault;
    }

    /** @param at the how-many-th picture it throws at, counted from 1 */
    public static VideoAnonymisation at(int at) {
        return at(at, new IllegalStateException("broken"));
    }

    /** @param fault unchecked */
    public static VideoAnonymisation at(int at, Throwable fault) {
        return VideoAnonymisation.with(new BrokenMethod(at, fault));
    }

    @Override
    public String label() {
        return real.label();
    }

    @Override
    public Frame apply(Frame frame, Cover cover) {
        if (--left == 0) {
            switch (fault) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                default -> throw new AssertionError("not unchecked", fault);
            }
        }
        return real.apply(frame, cover);
    }
}
