/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.network;

import io.bauta.audioanonymiser.network.FrameModel.Kind;
import io.bauta.audioanonymiser.network.FrameModel.Part;
import io.bauta.inference.InferenceBinding;
import io.bauta.inference.InferenceFailedException;
import io.bauta.inference.ModelRefusedException;
import io.bauta.inference.ModelRefusedException.Reason;
import io.bauta.inference.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A network with a memory of its own. Not thread-safe; {@link #close} may come from another thread. */
public final class FrameNetwork implements AutoCloseable {
    private final Kind kind;
    private final InferenceBinding binding;
    private final FloatBuffer frame;
    private final FloatBuffer state;
    private final FloatBuffer nextState;
    private final Map<String, FloatBuffer> answers = new HashMap<>();
    private final float[] zeros;

    /** @throws ModelRefusedException if its tensors are of other sizes */
    FrameNetwork(Kind kind, InferenceBinding binding) {
        this.kind = kind;
        this.binding = binding;
        Tensor memory = binding.input(FrameModel.STATE);
        this.frame = floats(binding.input(kind.frame().name()), kind.frame().numbers());
        this.state = floats(memory, memory.elements());
        this.nextState = floats(binding.output(FrameModel.NEXT_STATE), memory.elements());
        for (Part answer : kind.answers()) {
            answers.put(answer.name(), floats(binding.output(answer.name()), answer.numbers()));
        }
        this.zeros = new float[memory.elements()];
    }

    private FloatBuffer floats(Tensor tensor, int elements) {
        if (tensor.elements() != elements) {
            throw new ModelRefusedException(
                    Reason.OTHER_TENSORS,
                    "'" + tensor.name() + "' of a " + kind.label() + " has sizes " + Arrays.toString(tensor.sizes())
                            + " for a single frame");
        }
        return tensor.floats();
    }

    /** Forgets all that it was shown. */
    public void begin() {
        state.put(0, zeros);
    }

    /**
     * Shows it the next frame.
     *
     * @param numbers as many as a frame of its kind has; not changed
     * @throws NetworkFailedException if it does not answer
     */
    public void show(float[] numbers) {
        frame.put(0, numbers);
        try {
            binding.run();
        } catch (InferenceFailedException e) {
            throw new NetworkFailedException(kind.label(), e);
        }
        state.put(0, nextState, 0, zeros.length);
    }

    /**
     * What it answered to the last frame.
     *
     * @param name of the answer
     * @param into is given its numbers
     * @throws NetworkFailedException if one of them is no number
     */
    public void answer(String name, float[] into) {
        answers.get(name).get(0, into);
        for (float value : into) {
            if (!Float.isFinite(value)) {
                throw new NetworkFailedException(kind.label(), name);
            }
        }
    }

    @Override
    public void close() {
        binding.close();
    }
}
