/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.intake;

import io.bauta.raw.PcmChunk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The samples of a raw record. */
final class PcmSamples {
    private PcmSamples() {}

    static short[] of(PcmChunk chunk) {
        short[] samples = new short[chunk.samples()];
        ByteBuffer.wrap(chunk.data())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return samples;
    }
}
