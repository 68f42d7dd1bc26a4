/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import io.bauta.inference.ModelRefusedException.Reason;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Inputs of a network with the outputs it gave where it was made ({@code golden.npz}): arrays named as the network's inputs
 * and outputs are. Replayed, they show that it computes the same here. Immutable.
 */
public final class GoldenTensors {
    private final Path file;
    private final Map<String, NpzFile.Array> arrays;

    private GoldenTensors(Path file, Map<String, NpzFile.Array> arrays) {
        this.file = file;
        this.arrays = Map.copyOf(arrays);
    }

    /**
     * What a replay found.
     *
     * @param differences by output, the largest of {@code |here - golden| / max(1, |golden|)} over its elements; infinite
     *     where one of the two is no number
     */
    public record Replay(Map<String, Double> differences) {
        public Replay {
            differences = Map.copyOf(differences);
        }

        /** The largest of all. */
        public double largest() {
            return differences.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElseThrow();
        }
    }

    /**
     * Those in the folder of an exported model.
     *
     * @throws ModelRefusedException if there are none or they are malformed
     */
    public static GoldenTensors exported(Path folder) {
        Path file = folder.resolve(ModelFile.GOLDEN);
        return new GoldenTensors(file, NpzFile.read(file));
    }

    /**
     * Runs the network on the golden inputs.
     *
     * @throws ModelRefusedException if the golden tensors are not this network's
     */
    public Replay replay(InferenceSession session) {
        Map<String, long[]> sizes = new LinkedHashMap<>();
        for (TensorDescription input : session.inputs()) {
            sizes.put(input.name(), golden(input).sizes());
        }
        try (InferenceBinding binding = session.bind(sizes)) {
            for (Tensor input : binding.inputs()) {
                copy(arrays.get(input.name()), input);
            }
            binding.run();
            Map<String, Double> differences = new TreeMap<>();
            for (TensorDescription output : session.outputs()) {
                differences.put(output.name(), difference(golden(output), binding.output(output.name())));
            }
            return new Replay(differences);
        } catch (IllegalArgumentException e) {
            throw new ModelRefusedException(Reason.OTHER_TENSORS, "golden file " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The numbers of one of them, for those who show a network its frames one by one.
     *
     * @return last dimension innermost
     * @throws ModelRefusedException if there is none of this name, or one that holds no floats
     */
    public float[] floats(String name) {
        NpzFile.Array array = arrays.get(name);
        if (array == null || array.type() != ElementType.FLOAT32) {
            throw new ModelRefusedException(
                    Reason.OTHER_TENSORS,
                    "golden file " + file + " holds no floats '" + name + "', it holds " + arrays.keySet());
        }
        FloatBuffer stored = array.bytes().asFloatBuffer();
        float[] numbers = new float[stored.remaining()];
        stored.get(numbers);
        return numbers;
    }

    private NpzFile.Array golden(TensorDescription tensor) {
        NpzFile.Array array = arrays.get(tensor.name());
        if (array == null || array.type() != tensor.type() || !tensor.takes(array.sizes())) {
            throw new ModelRefusedException(
                    Reason.OTHER_TENSORS,
                    "golden file " + file + " holds no " + tensor + ", it holds " + arrays.keySet());
        }
        return array;
    }

    /** Both are little-endian: Bauta runs on x86-64 and arm64 only. */
    private static void copy(NpzFile.Array from, Tensor to) {
        to.memory().asByteBuffer().put(from.bytes());
    }

    private double difference(NpzFile.Array golden, Tensor here) {
        if (!java.util.Arrays.equals(golden.sizes(), here.sizes())) {
            throw new ModelRefusedException(
                    Reason.OTHER_TENSORS, "golden file " + file + " holds other sizes than " + here);
        }
        ByteBuffer expected = golden.bytes();
        ByteBuffer found = here.memory().asByteBuffer().order(expected.order());
        double largest = 0;
        for (int element = 0; element < here.elements(); element++) {
            double wanted = number(golden.type(), expected, element);
            double difference =
                    Math.abs(number(golden.type(), found, element) - wanted) / Math.max(1, Math.abs(wanted));
            largest = Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
        }
        return largest;
    }

    private static double number(ElementType type, ByteBuffer buffer, int element) {
        return switch (type) {
            case FLOAT32 -> buffer.getFloat(element * Float.BYTES);
            case UINT8 -> buffer.get(element) & 0xFF;
            case INT8 -> buffer.get(element);
            case INT32 -> buffer.getInt(element * Integer.BYTES);
            case INT64 -> buffer.getLong(element * Long.BYTES);
        };
    }
}
