/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.track.Cover;

/**
 * One way to make a picture anonymous. Methods are stacked in {@link VideoAnonymisation}. Not thread-safe.
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
     * @param cover what is to be covered in it, for methods that hide only what was found
     */
    Frame apply(Frame frame, Cover cover);
}
