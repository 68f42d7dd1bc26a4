/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The inputs and outputs of a session at chosen sizes, in native memory that stays the same over all runs: what is written
 * to an input is read where it lies, and a run writes its outputs in place.
 *
 * <p>For one thread at a time. It owns its tensors; close it before or after its session, twice if you like.
 */
public final class InferenceBinding implements AutoCloseable {
    private final InferenceSession session;
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final Map<String, Tensor> outputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> inputHandles = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputHandles = new LinkedHashMap<>();
    private boolean closed;

    private InferenceBinding(InferenceSession session) {
        this.session = session;
    }

    /** @param sizes by input, all of them, checked */
    static InferenceBinding of(InferenceSession session, Map<String, long[]> sizes) {
        InferenceBinding binding = new InferenceBinding(session);
        try {
            for (TensorDescription input : session.inputs()) {
                binding.add(binding.inputs, binding.inputHandles, input, sizes.get(input.name()));
            }
            Map<String, long[]> learnt = session.outputs().stream().allMatch(TensorDescription::fixed)
                    ? Map.of()
                    : binding.learnOutputSizes();
            for (TensorDescription output : session.outputs()) {
                long[] outputSizes = output.fixed() ? output.sizes() : learnt.get(output.name());
                binding.add(binding.outputs, binding.outputHandles, output, outputSizes);
            }
            return binding;
        } catch (RuntimeException e) {
            binding.close();
            throw e;
        }
    }

    /** Computes the outputs from what the inputs hold. */
    public synchronized void run() {
        requireOpen();
        session.run(inputHandles, outputHandles).close();
    }

    /** To be written to before a run. @throws IllegalArgumentException if there is none of this name */
    public Tensor input(String name) {
        return named("input", inputs, name);
    }

    /** To be read after a run; the next run writes over it. @throws IllegalArgumentException if there is none of this name */
    public Tensor output(String name) {
        return named("output", outputs, name);
    }

    /** In the network's order. */
    public List<Tensor> inputs() {
        return List.copyOf(inputs.values());
    }

    /** In the network's order. */
    public List<Tensor> outputs() {
        return List.copyOf(outputs.values());
    }

    /** Frees the memory; views of it that are still held then refuse to be used. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Stream.concat(inputs.values().stream(), outputs.values().stream()).forEach(Tensor::close);
        }
    }

    private void add(
            Map<String, Tensor> tensors, Map<String, OnnxTensor> handles, TensorDescription description, long[] sizes) {
        Tensor tensor = Tensor.allocate(description.name(), description.type(), sizes);
        tensors.put(description.name(), tensor);
        handles.put(description.name(), tensor.handle());
    }

    /** Exporters give one name to sizes that differ, so a network's own word on free output sizes is of no use. */
    private Map<String, long[]> learnOutputSizes() {
        try (OrtSession.Result result = session.run(inputHandles, Map.of())) {
            Map<String, long[]> sizes = new LinkedHashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                OnnxTensor tensor = (OnnxTensor) output.getValue();
                TensorInfo found = tensor.getInfo();
                sizes.put(output.getKey(), found.getShape());
            }
            return sizes;
        }
    }

    private Tensor named(String what, Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("model '" + session.model().name() + "' has no " + what + " '" + name
                    + "', it has " + tensors.keySet());
        }
        return tensor;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "this binding of model '" + session.model().name() + "' is closed");
        }
    }
}
