/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.outlet;

import io.bauta.audioanonymiser.chunk.ChunkEncoder;
import io.bauta.audioanonymiser.voice.AnonymisedSound;
import io.bauta.media.audio.FlacEncoder;

/** Chunks as FLAC, mono, lossless, each with its own header. */
public final class FlacChunkEncoder implements ChunkEncoder {
    private FlacEncoder encoder;
    private int sampleRate;

    @Override
    public synchronized byte[] encode(AnonymisedSound sound) {
        if (encoder == null || sampleRate != sound.sampleRate()) {
            close();
            encoder = FlacEncoder.open(sound.sampleRate());
            sampleRate = sound.sampleRate();
        }
        return encoder.encode(sound.samples());
    }

    @Override
    public synchronized void close() {
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
    }
}
