/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.sound;

import io.bauta.media.audio.PcmBlock;

/** Decodes a chunk of anonymised sound. */
@FunctionalInterface
public interface SoundReader {
    /**
     * All samples of a FLAC chunk.
     *
     * @throws io.bauta.media.MediaException if the chunk cannot be decoded
     */
    PcmBlock read(byte[] media);
}
