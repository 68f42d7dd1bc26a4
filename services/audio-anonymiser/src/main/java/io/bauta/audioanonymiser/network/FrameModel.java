/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.network;

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
import java.util.stream.Stream;

/**
 * A recurrent network over frames, its weights loaded once for all who show it some. Beside the frame it is given its memory,
 * {@code state}, and beside its answers it gives it back, {@code next_state}. Thread-safe.
 */
public final class FrameModel implements AutoCloseable {
    static final String STATE = "state";
    static final String NEXT_STATE = "next_state";

    /** A tensor of which a single frame has so many numbers. */
    public record Part(String name, int numbers) {}

    /**
     * What a network is for, and so what goes in and comes out.
     *
     * @param label for people, for instance {@code voice network}
     */
    public record Kind(String label, Part frame, List<Part> answers) {
        public Kind {
            answers = List.copyOf(answers);
        }

        private List<String> inputs() {
            return List.of(frame.name(), STATE);
        }

        private List<String> outputs() {
            return Stream.concat(answers.stream().map(Part::name), Stream.of(NEXT_STATE))
                    .toList();
        }
    }

    private final Kind kind;
    private final InferenceSession session;
    private final Map<String, long[]> sizes;

    private FrameModel(Kind kind, InferenceSession session) {
        this.kind = kind;
        this.session = session;
        this.sizes = sizes(session.inputs());
    }

    /** @throws ModelRefusedException if it cannot be loaded or is of another kind */
    public static FrameModel open(ModelFile file, Kind kind) {
        InferenceSession session = InferenceSession.open(file);
        if (!names(session.inputs()).containsAll(kind.inputs())
                || session.inputs().size() != kind.inputs().size()
                || !names(session.outputs()).containsAll(kind.outputs())) {
            session.close();
            throw new ModelRefusedException(
                    Reason.OTHER_TENSORS,
                    "model '" + file.name() + "' is no " + kind.label() + ": that has inputs " + kind.inputs()
                            + " and outputs " + kind.outputs());
        }
        return new FrameModel(kind, session);
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
                    input.shape().stream().mapToLong(FrameModel::sizeOrOne).toArray());
        }
        return sizes;
    }

    private static long sizeOrOne(Dimension dimension) {
        return switch (dimension) {
            case Dimension.Fixed(long size) -> size;
            case Dimension.Named named -> 1;
        };
    }

    /**
     * The network with a memory of one's own; the caller closes it.
     *
     * @throws ModelRefusedException if its tensors are of other sizes
     */
    public FrameNetwork bind() {
        InferenceBinding binding;
        try {
            binding = session.bind(sizes);
        } catch (IllegalArgumentException e) {
            throw new ModelRefusedException(
                    Reason.OTHER_TENSORS, "model '" + session.model().name() + "' does not take frames one by one", e);
        }
        try {
            return new FrameNetwork(kind, binding);
        } catch (RuntimeException e) {
            binding.close();
            throw e;
        }
    }

    /** 64 lower-case hexadecimal digits, as statements name it. */
    public String sha256() {
        return session.model().sha256();
    }

    @Override
    public void close() {
        session.close();
    }
}
