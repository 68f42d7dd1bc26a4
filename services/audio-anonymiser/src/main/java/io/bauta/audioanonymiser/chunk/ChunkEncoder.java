/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.chunk;

import io.bauta.audioanonymiser.voice.AnonymisedSound;

/** Packs chunks. Takes anonymised sound and nothing else. Not thread-safe; {@link #close} may come from another thread. */
public interface ChunkEncoder extends AutoCloseable {

    /**
     * @param sound one chunk, at least one sample
     * @return a file that plays by itself
     * @throws RuntimeException if the encoder refuses
     */
    byte[] encode(AnonymisedSound sound);

    @Override
    void close();
}
