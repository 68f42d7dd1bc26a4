/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

import io.bauta.audioanonymiser.network.FrameModel;
import io.bauta.audioanonymiser.network.FrameModel.Kind;
import io.bauta.audioanonymiser.network.FrameModel.Part;
import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelRefusedException;
import java.util.List;
import java.util.Map;

/**
 * The project's own voice network, its weights loaded once for all who listen. Inputs {@code magnitudes} (1, frames, 257) and
 * {@code state}; outputs {@code speech} (1, frames), {@code mask} (1, frames, 257) and {@code next_state}. Thread-safe.
 */
public final class VoiceModel implements Hearing, AutoCloseable {
    /** As its place in statements says what it does. */
    public static final String ROLE = "voice";

    private static final Kind KIND = new Kind(
            "voice network",
            new Part("magnitudes", SpeechNetwork.BINS),
            List.of(new Part(BoundVoiceNetwork.SPEECH, 1), new Part(BoundVoiceNetwork.MASK, SpeechNetwork.BINS)));

    private final FrameModel model;

    private VoiceModel(FrameModel model) {
        this.model = model;
    }

    /** @throws ModelRefusedException if it cannot be loaded or is another kind of network */
    public static VoiceModel open(ModelFile file) {
        return new VoiceModel(FrameModel.open(file, KIND));
    }

    @Override
    public SpeechNetwork open() {
        return new BoundVoiceNetwork(model.bind());
    }

    @Override
    public Map<String, String> models() {
        return Map.of(ROLE, model.sha256());
    }

    @Override
    public void close() {
        model.close();
    }
}
