/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

import io.bauta.inference.InferenceBinding;
import io.bauta.inference.InferenceFailedException;
import io.bauta.inference.ModelRefusedException;
import io.bauta.inference.ModelRefusedException.Reason;
import io.bauta.inference.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** The voice network with a memory of its own. Not thread-safe; {@link #close} may come from another thread. */
final class BoundVoiceNetwork implements SpeechNetwork {
    private final InferenceBinding binding;
    private final FloatBuffer magnitudes;
    private final FloatBuffer state;
    private final FloatBuffer speech;
    private final FloatBuffer mask;
    private final FloatBuffer nextState;
    private final float[] zeros;

    /** @throws ModelRefusedException if its tensors are of other sizes */
    BoundVoiceNetwork(InferenceBinding binding) {
        this.binding = binding;
        this.magnitudes = floats(binding.input("magnitudes"), BINS);
        this.state = floats(binding.input("state"), binding.input("state").elements());
        this.speech = floats(binding.output("speech"), 1);
        this.mask = floats(binding.output("mask"), BINS);
        this.nextState = floats(binding.output("next_state"), state.capacity());
        this.zeros = new float[state.capacity()];
    }

    private static FloatBuffer floats(Tensor tensor, int elements) {
        if (tensor.elements() != elements) {
            throw new ModelRefusedException(
                    Reason.OTHER_TENSORS,
                    "'" + tensor.name() + "' of a voice network has sizes " + Arrays.toString(tensor.sizes())
                            + " for a single frame");
        }
        return tensor.floats();
    }

    @Override
    public void begin() {
        state.put(0, zeros);
    }

    @Override
    public float hear(float[] heard, float[] into) {
        magnitudes.put(0, heard);
        try {
            binding.run();
        } catch (InferenceFailedException e) {
            throw new HearingFailedException(e);
        }
        state.put(0, nextState, 0, zeros.length);
        mask.get(0, into);
        for (int bin = 0; bin < BINS; bin++) {
            into[bin] = number(into[bin], "mask");
        }
        return number(speech.get(0), "speech");
    }

    private static float number(float value, String what) {
        if (!Float.isFinite(value)) {
            throw new HearingFailedException(what);
        }
        return Math.clamp(value, 0, 1);
    }

    @Override
    public void close() {
        binding.close();
    }
}
