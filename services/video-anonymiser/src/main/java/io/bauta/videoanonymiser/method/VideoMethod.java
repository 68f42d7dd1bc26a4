/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.media.video.Frame;

/**
 * One way to make a picture anonymous. Methods are stacked in {@link VideoAnonymisation}; those that follow tracks or
 * look at a whole chunk will take their place in the same chain. Not thread-safe.
 */
interface VideoMethod {

    /** As policies and statements spell it, for instance {@code frame:mosaic}. */
    String label();

    /** Whether it is known to be reversible. */
    default boolean weak() {
        return false;
    }

    /**
     * Hides what it hides.
     *
     * @param frame which becomes the method's: it is changed and given back, or closed and another one given back
     */
    Frame apply(Frame frame);
}
