/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.catalogue;

import io.bauta.inference.ModelDescription;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One network that can be had: a width and a precision of a model.
 *
 * @param folder where it was exported to
 * @param precision of its weights, as its description says
 * @param files by name
 */
public record Variant(Path folder, ModelDescription description, String precision, Map<String, ExportedFile> files) {
    /** Its files, the first two always, the third where the exporter wrote one. */
    public static final String NETWORK = "model.onnx";

    public static final String DESCRIPTION = "model.json";
    public static final String GOLDEN = "golden.npz";

    public Variant {
        files = Map.copyOf(files);
    }

    /** Its own name, {@code street-half-int8} for instance; no other variant has it. */
    public String name() {
        return description.name();
    }

    /** Digest of the network, by which it is asked for. */
    public String sha256() {
        return description.sha256();
    }

    public ExportedFile network() {
        return files.get(NETWORK);
    }

    /** The file of this name, if there is one. */
    public Optional<ExportedFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** Whether it does what the other does, only smaller or larger: its name goes on after the other's, its tensors are the same. */
    boolean isVariantOf(Variant other) {
        return (name() + "-").startsWith(other.name() + "-")
                && description.inputs().equals(other.description.inputs())
                && description.outputs().equals(other.description.outputs());
    }
}
