/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.motion;

import java.util.List;

/** Decodes a chunk of anonymised video. */
@FunctionalInterface
public interface PictureReader {
    /**
     * All frames of a self-contained fMP4 chunk, in order of capture.
     *
     * @throws io.bauta.media.MediaException if the chunk cannot be decoded
     */
    List<Picture> read(byte[] media);
}
