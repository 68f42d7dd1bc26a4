/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

import io.bauta.audioanonymiser.network.FrameNetwork;

/** The voice network with a memory of its own. Not thread-safe; {@link #close} may come from another thread. */
final class BoundVoiceNetwork implements SpeechNetwork {
    static final String SPEECH = "speech";
    static final String MASK = "mask";

    private final FrameNetwork network;
    private final float[] speech = new float[1];

    BoundVoiceNetwork(FrameNetwork network) {
        this.network = network;
    }

    @Override
    public void begin() {
        network.begin();
    }

    @Override
    public float hear(float[] heard, float[] into) {
        network.show(heard);
        network.answer(MASK, into);
        network.answer(SPEECH, speech);
        for (int bin = 0; bin < BINS; bin++) {
            into[bin] = Math.clamp(into[bin], 0, 1);
        }
        return Math.clamp(speech[0], 0, 1);
    }

    @Override
    public void close() {
        network.close();
    }
}
