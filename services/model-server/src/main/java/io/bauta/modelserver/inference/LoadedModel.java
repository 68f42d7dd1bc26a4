/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.inference;

import io.bauta.inference.InferenceBinding;
import io.bauta.inference.InferenceFailedException;
import io.bauta.inference.InferenceSession;
import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelRefusedException;
import io.bauta.inference.Tensor;
import io.bauta.inference.TensorDescription;
import io.bauta.modelserver.catalogue.Variant;
import io.bauta.modelserver.inference.RequestRefusedException.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A network that runs for one request at a time, in the order they came. Loaded at its first use; one that could not be
 * loaded is not tried again. Thread-safe.
 */
public final class LoadedModel implements AutoCloseable {
    /** Sizes of pictures that are kept bound: a client has one or two. */
    private static final int MOST_BINDINGS = 3;

    private final Variant variant;
    private final int mostResponseBytes;
    private final Lock turn = new ReentrantLock(true);
    private final Map<String, InferenceBinding> bindings = new LinkedHashMap<>(MOST_BINDINGS, 0.75f, true);
    private Optional<InferenceSession> session = Optional.empty();
    private Optional<ModelRefusedException> refused = Optional.empty();

    LoadedModel(Variant variant, int mostResponseBytes) {
        this.variant = variant;
        this.mostResponseBytes = mostResponseBytes;
    }

    public Variant variant() {
        return variant;
    }

    /** Loads it if it is not loaded yet. @throws RequestRefusedException if it cannot be */
    public void load() {
        turn.lock();
        try {
            session();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Computes all outputs, in the network's order.
     *
     * @param inputs all of them, in any order
     * @throws RequestRefusedException if they are not the network's, or it gives no result
     */
    public List<TensorData> run(List<TensorData> inputs) {
        Map<String, TensorData> given = checked(inputs);
        turn.lock();
        try {
            InferenceBinding binding = binding(given);
            for (Tensor input : binding.inputs()) {
                // Both are little-endian: Bauta runs on x86-64 and arm64 only.
                input.memory().asByteBuffer().put(given.get(input.name()).data());
            }
            binding.run();
            return binding.outputs().stream().map(LoadedModel::copy).toList();
        } catch (InferenceFailedException e) {
            throw new RequestRefusedException(
                    Reason.FAILED, "model '" + variant.name() + "' gave no result for these inputs", e);
        } finally {
            turn.unlock();
        }
    }

    private Map<String, TensorData> checked(List<TensorData> inputs) {
        Map<String, TensorData> given = new TreeMap<>();
        List<TensorDescription> wanted = variant.description().inputs();
        for (TensorData input : inputs) {
            TensorDescription description = wanted.stream()
                    .filter(tensor -> tensor.name().equals(input.name()))
                    .findFirst()
                    .orElseThrow(() -> unlike("has no input '" + input.name() + "'; it takes " + wanted));
            if (description.type() != input.type()) {
                throw unlike("takes " + description.type().label() + " as '" + input.name() + "', not "
                        + input.type().label());
            }
            if (given.put(input.name(), input) != null) {
                throw unlike("is given input '" + input.name() + "' twice");
            }
        }
        if (given.size() < wanted.size()) {
            throw unlike("is given " + given.keySet() + " only; it takes " + wanted);
        }
        return given;
    }

    private InferenceBinding binding(Map<String, TensorData> given) {
        Map<String, long[]> sizes = new TreeMap<>();
        given.forEach((name, tensor) -> sizes.put(name, tensor.sizes()));
        StringBuilder key = new StringBuilder();
        sizes.values().forEach(each -> key.append(Arrays.toString(each)));
        InferenceBinding known = bindings.get(key.toString());
        if (known != null) {
            return known;
        }
        InferenceBinding made = bind(sizes);
        bindings.put(key.toString(), made);
        if (bindings.size() > MOST_BINDINGS) {
            bindings.remove(bindings.keySet().iterator().next()).close();
        }
        return made;
    }

    private InferenceBinding bind(Map<String, long[]> sizes) {
        InferenceBinding binding;
        try {
            binding = session().bind(sizes);
        } catch (IllegalArgumentException e) {
            throw new RequestRefusedException(Reason.MALFORMED, e.getMessage(), e);
        }
        long bytes = binding.outputs().stream()
                .mapToLong(output -> output.memory().byteSize())
                .sum();
        if (bytes > mostResponseBytes) {
            binding.close();
            throw RequestRefusedException.tooLarge("model '" + variant.name() + "' gives " + bytes
                    + " bytes for inputs of these shapes, more than the " + mostResponseBytes + " that are given out");
        }
        return binding;
    }

    private InferenceSession session() {
        if (session.isEmpty() && refused.isEmpty()) {
            try {
                session = Optional.of(InferenceSession.open(ModelFile.exported(variant.folder(), variant.sha256())));
            } catch (ModelRefusedException e) {
                refused = Optional.of(e);
            }
        }
        return session.orElseThrow(() -> new RequestRefusedException(
                Reason.NOT_LOADABLE,
                "model '" + variant.name() + "' cannot be loaded; the log of the server says why",
                refused.orElseThrow()));
    }

    private static TensorData copy(Tensor output) {
        ByteBuffer copy = ByteBuffer.allocate((int) output.memory().byteSize());
        copy.put(output.memory().asByteBuffer()).flip();
        return new TensorData(output.name(), output.type(), output.sizes(), copy);
    }

    private RequestRefusedException unlike(String fault) {
        return RequestRefusedException.malformed("model '" + variant.name() + "' " + fault);
    }

    @Override
    public void close() {
        turn.lock();
        try {
            bindings.values().forEach(InferenceBinding::close);
            bindings.clear();
            session.ifPresent(InferenceSession::close);
        } finally {
            turn.unlock();
        }
    }
}
