/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import io.bauta.contracts.provenance.Digests;
import io.bauta.inference.ModelRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A network's bytes, known to have the digest that was asked for. The session is made of these very bytes, so that a file
 * that changes between check and load does no harm. Immutable.
 */
public final class ModelFile {
    /** Beyond this it is no network for an edge node, and reading it would cost the memory of others. */
    static final long LARGEST_BYTES = 256L << 20;

    static final String NETWORK = "model.onnx";
    static final String DESCRIPTION = "model.json";
    static final String GOLDEN = "golden.npz";

    private final String name;
    private final String sha256;
    private final byte[] bytes;
    private final Optional<ModelDescription> description;

    private ModelFile(String name, String sha256, byte[] bytes, Optional<ModelDescription> description) {
        this.name = name;
        this.sha256 = sha256;
        this.bytes = bytes;
        this.description = description;
    }

    /**
     * An exported model: the {@code model.onnx} of a folder, which must have the digest that the {@code model.json} beside
     * it states. Whoever can write the folder can change both; where the digest is approved elsewhere, as in a policy, use
     * {@link #exported(Path, String)}.
     *
     * @throws ModelRefusedException if a file is missing, malformed or not the one described
     */
    public static ModelFile exported(Path folder) {
        return described(descriptionIn(folder), read(folder.resolve(NETWORK)));
    }

    /**
     * An exported model that must be the approved one.
     *
     * @param approvedSha256 64 hexadecimal digits
     * @throws ModelRefusedException if a file is missing, malformed, not the one described or not the one approved
     */
    public static ModelFile exported(Path folder, String approvedSha256) {
        ModelDescription description = descriptionIn(folder);
        requireSame(description.name(), approvedSha256, description.sha256());
        return described(description, read(folder.resolve(NETWORK)));
    }

    /**
     * A network that a program carries in its own jar, as a part of what it does: {@code model.onnx} and {@code model.json} on
     * the class path. Whoever approves the program approves the network with it.
     *
     * @param by a class of the program
     * @param folder beside that class, for instance {@code mouth}
     * @throws ModelRefusedException if a file is missing, malformed or not the one described
     */
    public static ModelFile carried(Class<?> by, String folder) {
        String description = folder + "/" + DESCRIPTION;
        return described(
                ModelDescriptionReader.read(description, read(by, description)), read(by, folder + "/" + NETWORK));
    }

    /**
     * A network from elsewhere, known by its digest only.
     *
     * @param approvedSha256 64 hexadecimal digits
     * @throws ModelRefusedException if it is missing or has another digest
     */
    public static ModelFile brought(Path file, String approvedSha256) {
        String name = String.valueOf(file.getFileName());
        byte[] bytes = read(file);
        String found = Digests.sha256(bytes);
        requireSame(name, approvedSha256, found);
        return new ModelFile(name, found, bytes, Optional.empty());
    }

    /** @throws ModelRefusedException if there is none, or it is malformed */
    static ModelDescription descriptionIn(Path folder) {
        Path file = folder.resolve(DESCRIPTION);
        return ModelDescriptionReader.read(file.toString(), read(file));
    }

    private static ModelFile described(ModelDescription description, byte[] bytes) {
        requireSame(description.name(), description.sha256(), Digests.sha256(bytes));
        return new ModelFile(description.name(), description.sha256(), bytes, Optional.of(description));
    }

    private static void requireSame(String name, String wanted, String found) {
        if (!wanted.equalsIgnoreCase(found)) {
            throw new ModelRefusedException(
                    Reason.WRONG_DIGEST,
                    "model '" + name + "' has digest sha256:" + found + ", and sha256:" + wanted + " is asked for");
        }
    }

    private static byte[] read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ModelRefusedException(Reason.MISSING, "model file " + file + " is not there");
            }
            if (Files.size(file) > LARGEST_BYTES) {
                throw new ModelRefusedException(
                        Reason.UNLOADABLE, "model file " + file + " is larger than " + LARGEST_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelRefusedException(Reason.MISSING, "model file " + file + " cannot be read: " + e, e);
        }
    }

    private static byte[] read(Class<?> by, String file) {
        try (InputStream stored = by.getResourceAsStream(file)) {
            if (stored == null) {
                throw new ModelRefusedException(
                        Reason.MISSING, "model file " + file + " is not there, beside " + by.getName());
            }
            return stored.readAllBytes();
        } catch (IOException e) {
            throw new ModelRefusedException(Reason.MISSING, "model file " + file + " cannot be read: " + e, e);
        }
    }

    /** The model's own name, or the file's if it came without a description. */
    public String name() {
        return name;
    }

    /** 64 lower-case hexadecimal digits, as statements name the model. */
    public String sha256() {
        return sha256;
    }

    /** What its model.json says; empty for a model from elsewhere. */
    public Optional<ModelDescription> description() {
        return description;
    }

    /** Still this object's own; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return name + "@sha256:" + sha256;
    }
}
