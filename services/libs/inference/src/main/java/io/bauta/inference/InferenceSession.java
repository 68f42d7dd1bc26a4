/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import io.bauta.inference.ModelRefusedException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A loaded network. It computes on the thread that asks, with no threads of its own and no spinning, so that one camera
 * costs one core at most and an idle one costs nothing.
 *
 * <pre>{@code
 * try (InferenceSession session = InferenceSession.open(ModelFile.exported(folder, approvedDigest));
 *         InferenceBinding binding = session.bind(Map.of("image", new long[] {1, 3, 192, 320}))) {
 *     binding.input("image").bytes().put(picture);
 *     binding.run();
 *     FloatBuffer scores = binding.output("scores").floats();
 * }
 * }</pre>
 *
 * <p>The session owns the weights; each {@link InferenceBinding} owns its tensors. Threads may share a session, each with
 * a binding of its own, or have one session each. {@link #close} waits for runs that are under way; closing twice does no
 * harm, and a binding used afterwards says so.
 */
public final class InferenceSession implements AutoCloseable {
    private final ModelFile model;
    private final OrtSession session;
    private final List<TensorDescription> inputs;
    private final List<TensorDescription> outputs;
    /** Runs hold the first lock, closing the second: native memory must not go while a run reads it. */
    private final ReadWriteLock life = new ReentrantReadWriteLock();

    private boolean closed;

    private InferenceSession(ModelFile model, OrtSession session) throws OrtException {
        this.model = model;
        this.session = session;
        this.inputs = described(session.getInputInfo());
        this.outputs = described(session.getOutputInfo());
    }

    /**
     * Loads a network whose digest was checked.
     *
     * @throws ModelRefusedException if it cannot be loaded, has tensors of other types than {@link ElementType}, or has
     *     other inputs and outputs than its description says
     */
    public static InferenceSession open(ModelFile model) {
        return RoomyThread.wait("load-" + model.name(), () -> loaded(model));
    }

    private static InferenceSession loaded(ModelFile model) {
        OrtSession loaded = null;
        try (SessionOptions options = options()) {
            loaded = environment().createSession(model.bytes(), options);
            InferenceSession session = new InferenceSession(model, loaded);
            session.requireAsDescribed();
            return session;
        } catch (OrtException e) {
            closeQuietly(loaded);
            throw new ModelRefusedException(
                    Reason.UNLOADABLE, "model '" + model.name() + "' cannot be loaded: " + e.getMessage(), e);
        } catch (ModelRefusedException e) {
            closeQuietly(loaded);
            throw e;
        }
    }

    /** What runs here. */
    public ModelFile model() {
        return model;
    }

    /** In the network's order. */
    public List<TensorDescription> inputs() {
        return inputs;
    }

    /** In the network's order. */
    public List<TensorDescription> outputs() {
        return outputs;
    }

    /** Tensors for a network all of whose inputs have fixed sizes. */
    public InferenceBinding bind() {
        return bind(Map.of());
    }

    /**
     * Tensors for inputs of the given sizes. Where the network does not state the sizes of its outputs it is run once, on
     * zeros, to learn them; so they must not depend on what the inputs hold.
     *
     * @param sizes by input, outermost first; an input of fixed sizes may be left out
     * @throws IllegalArgumentException if the network does not take such inputs
     * @throws IllegalStateException if the session is closed
     * @throws InferenceFailedException if it cannot run at these sizes
     */
    public InferenceBinding bind(Map<String, long[]> sizes) {
        Map<String, long[]> chosen = new LinkedHashMap<>();
        for (TensorDescription input : inputs) {
            chosen.put(input.name(), chosen(input, sizes.get(input.name())));
        }
        if (!chosen.keySet().containsAll(sizes.keySet())) {
            throw new IllegalArgumentException(
                    "model '" + model.name() + "' has inputs " + chosen.keySet() + ", not " + sizes.keySet());
        }
        return InferenceBinding.of(this, chosen);
    }

    /** Computes into the given outputs; where there are none, into new ones that the result owns. */
    OrtSession.Result run(Map<String, OnnxTensor> in, Map<String, OnnxTensor> out) {
        Lock alive = life.readLock();
        alive.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the session of model '" + model.name() + "' is closed");
            }
            return out.isEmpty() ? session.run(in) : session.run(in, Set.of(), out);
        } catch (OrtException e) {
            throw new InferenceFailedException(model.name(), String.valueOf(e.getCode()));
        } finally {
            alive.unlock();
        }
    }

    @Override
    public void close() {
        Lock alone = life.writeLock();
        alone.lock();
        try {
            if (!closed) {
                closed = true;
                closeQuietly(session);
            }
        } finally {
            alone.unlock();
        }
    }

    /** One for the process, never closed: its threads are none and its memory is the library's. */
    static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "bauta");
    }

    private static SessionOptions options() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
        // The runtime itself logs the message of a failed run, elements included.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.inter_op.allow_spinning", "0");
        return options;
    }

    private void requireAsDescribed() {
        model.description().ifPresent(description -> {
            requireSame("inputs", description.inputs(), inputs);
            requireSame("outputs", description.outputs(), outputs);
        });
    }

    private void requireSame(String what, List<TensorDescription> described, List<TensorDescription> found) {
        boolean same = described.size() == found.size()
                && described.stream().allMatch(tensor -> found.stream().anyMatch(tensor::agreesWith));
        if (!same) {
            throw new ModelRefusedException(
                    Reason.OTHER_TENSORS,
                    "model '" + model.name() + "' has " + what + " " + found + ", its description says " + described);
        }
    }

    private long[] chosen(TensorDescription input, long[] sizes) {
        if (sizes == null && !input.fixed()) {
            throw new IllegalArgumentException("input '" + input.name() + "' of model '" + model.name()
                    + "' has sizes that must be chosen: " + input.shape());
        }
        long[] chosen = sizes == null ? input.sizes() : sizes.clone();
        if (!input.takes(chosen)) {
            throw new IllegalArgumentException("input '" + input.name() + "' of model '" + model.name() + "' is "
                    + input.shape() + ", not " + java.util.Arrays.toString(chosen));
        }
        return chosen;
    }

    private List<TensorDescription> described(Map<String, NodeInfo> nodes) {
        List<TensorDescription> described = new ArrayList<>();
        nodes.forEach((name, node) -> described.add(described(name, node.getInfo())));
        return List.copyOf(described);
    }

    private TensorDescription described(String name, ValueInfo value) {
        if (!(value instanceof TensorInfo tensor)) {
            throw new ModelRefusedException(
                    Reason.OTHER_TENSORS, "'" + name + "' of model '" + model.name() + "' is no tensor");
        }
        List<Dimension> shape = new ArrayList<>();
        long[] sizes = tensor.getShape();
        String[] names = tensor.getDimensionNames();
        for (int axis = 0; axis < sizes.length; axis++) {
            String free = names[axis] == null || names[axis].isBlank() ? "?" : names[axis];
            shape.add(sizes[axis] > 0 ? new Dimension.Fixed(sizes[axis]) : new Dimension.Named(free));
        }
        ElementType type = ElementType.of(tensor.type)
                .orElseThrow(() -> new ModelRefusedException(
                        Reason.OTHER_TENSORS,
                        "'" + name + "' of model '" + model.name() + "' is of type " + tensor.onnxType
                                + ", which is not used here"));
        return new TensorDescription(name, type, shape);
    }

    private static void closeQuietly(OrtSession session) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime did not let go of a session: " + e.getCode(), e);
        }
    }
}
