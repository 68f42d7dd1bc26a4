/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.sound;

import io.bauta.media.audio.FlacDecoder;
import io.bauta.media.audio.PcmBlock;

/** Decodes chunks with the media library. Thread-safe. */
public final class DecodedSound implements SoundReader {
    @Override
    public PcmBlock read(byte[] media) {
        return FlacDecoder.decode(media);
    }
}
