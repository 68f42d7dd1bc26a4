/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

import io.bauta.inference.Dimension;
import io.bauta.inference.InferenceBinding;
import io.bauta.inference.InferenceSession;
import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelRefusedException;
import io.bauta.inference.ModelRefusedException.Reason;
import io.bauta.inference.TensorDescription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The project's own voice network, its weights loaded once for all who listen. Inputs {@code magnitudes} (1, frames, 257) and
 * {@code state}; outputs {@code speech} (1, frames), {@code mask} (1, frames, 257) and {@code next_state}. Thread-safe.
 */
public final class VoiceModel implements Hearing, AutoCloseable {
    /** As its place in statements says what it does. */
    public static final String ROLE = "voice";

    private static final List<String> INPUTS = List.of("magnitudes", "state");
    private static final List<String> OUTPUTS = List.of("speech", "mask", "next_state");

    private final InferenceSession session;
    private final Map<String, long[]> sizes;

    private VoiceModel(InferenceSession session) {
        this.session = session;
        this.sizes = sizes(session.inputs());
    }

    /** @throws ModelRefusedException if it cannot be loaded or is another kind of network */
    public static VoiceModel open(ModelFile file) {
        InferenceSession session = InferenceSession.open(file);
        if (!names(session.inputs()).containsAll(INPUTS)
                || session.inputs().size() != INPUTS.size()
                || !names(session.outputs()).containsAll(OUTPUTS)) {
            session.close();
            throw new ModelRefusedException(
                    Reason.OTHER_TENSORS,
                    "model '" + file.name() + "' is no voice network: that has inputs " + INPUTS + " and outputs "
                            + OUTPUTS);
        }
        return new VoiceModel(session);
    }

    private static List<String> names(List<TensorDescription> tensors) {
        return tensors.stream().map(TensorDescription::name).toList();
    }

    /** One frame at a time, so that nobody waits for the next. */
    private static Map<String, long[]> sizes(List<TensorDescription> inputs) {
        Map<String, long[]> sizes = new HashMap<>();
        for (TensorDescription input : inputs) {
            sizes.put(
                    input.name(),
                    input.shape().stream().mapToLong(VoiceModel::sizeOrOne).toArray());
        }
        return sizes;
    }

    private static long sizeOrOne(Dimension dimension) {
        return switch (dimension) {
            case Dimension.Fixed(long size) -> size;
            case Dimension.Named named -> 1;
        };
    }

    @Override
    public SpeechNetwork open() {
        InferenceBinding binding;
        try {
            binding = session.bind(sizes);
        } catch (IllegalArgumentException e) {
            throw new ModelRefusedException(
                    Reason.OTHER_TENSORS, "model '" + session.model().name() + "' does not take frames one by one", e);
        }
        try {
            return new BoundVoiceNetwork(binding);
        } catch (RuntimeException e) {
            binding.close();
            throw e;
        }
    }

    @Override
    public Map<String, String> models() {
        return Map.of(ROLE, session.model().sha256());
    }

    @Override
    public void close() {
        session.close();
    }
}
