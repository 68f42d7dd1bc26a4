/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code model.json} says of a network.
 *
 * @param sha256 of the ONNX file, 64 lower-case hexadecimal digits
 * @param family of architectures, for instance {@code phinet}
 * @param width the family's scaling factor, above 0
 * @param parameters trained numbers
 * @param macs multiply-accumulates of one run at the sizes of the card
 * @param kinds what a detector finds, in the order of its outputs; empty for other networks
 * @param bestSize of a picture, where the network takes several
 * @param figures measured results by name, for instance {@code recall.10-16px}; what they mean stands in the model's card
 */
public record ModelDescription(
        String name,
        String version,
        String sha256,
        List<TensorDescription> inputs,
        List<TensorDescription> outputs,
        String family,
        double width,
        long parameters,
        long macs,
        List<String> kinds,
        Optional<Size> bestSize,
        Map<String, Double> figures) {
    /** Pixels; both sides of any picture are multiples of {@code multipleOf}. */
    public record Size(int width, int height, int multipleOf) {}

    public ModelDescription {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        kinds = List.copyOf(kinds);
        figures = Map.copyOf(figures);
    }
}
