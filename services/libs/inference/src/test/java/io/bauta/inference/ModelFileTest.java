/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import static io.bauta.inference.ModelRefusedException.Reason.MALFORMED;
import static io.bauta.inference.ModelRefusedException.Reason.MISSING;
import static io.bauta.inference.ModelRefusedException.Reason.OTHER_TENSORS;
import static io.bauta.inference.ModelRefusedException.Reason.UNLOADABLE;
import static io.bauta.inference.ModelRefusedException.Reason.WRONG_DIGEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bauta.contracts.provenance.Digests;
import io.bauta.inference.ModelRefusedException.Reason;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing runs that is not the file that was approved, described as it is. */
class ModelFileTest {
    private static final String OTHER_DIGEST = "0".repeat(64);

    @TempDir
    Path folder;

    @Test
    void anExportedModelTellsWhatItIs() {
        ModelFile model = ModelFile.exported(Networks.folder("picture"));

        assertThat(model.name()).isEqualTo("picture");
        ModelDescription description = model.description().orElseThrow();
        assertThat(description.sha256()).isEqualTo(model.sha256());
        assertThat(description.parameters()).isEqualTo(196);
        assertThat(description.inputs()).hasToString("[image uint8[batch, 3, height, width]]");
        assertThat(description.outputs())
                .hasToString("[scores4 float32[batch, cells, 2], scores8 float32[batch, cells, 2]]");
    }

    @Test
    void oneChangedByteAndItIsRefused() throws IOException {
        Networks.copy("picture", folder);
        Path network = folder.resolve("model.onnx");
        byte[] bytes = Files.readAllBytes(network);
        bytes[bytes.length / 2] ^= 1;
        Files.write(network, bytes);

        ModelRefusedException refused = refused(WRONG_DIGEST, () -> ModelFile.exported(folder));

        assertThat(refused).hasMessageContainingAll("'picture'", Digests.sha256(bytes));
    }

    @Test
    void anotherModelThanTheApprovedOneIsRefusedThoughItIsAsItsOwnDescriptionSays() {
        refused(WRONG_DIGEST, () -> ModelFile.exported(Networks.folder("picture"), OTHER_DIGEST));
        String approved = ModelFile.exported(Networks.folder("picture")).sha256();
        assertThat(ModelFile.exported(Networks.folder("picture"), approved).sha256())
                .isEqualTo(approved);
    }

    @Test
    void aModelFromElsewhereIsKnownByItsDigestOnly() {
        Path file = Networks.folder("convolution").resolve("model.onnx");
        refused(WRONG_DIGEST, () -> ModelFile.brought(file, OTHER_DIGEST));

        String digest = ModelFile.exported(Networks.folder("convolution")).sha256();
        ModelFile model = ModelFile.brought(file, digest);

        assertThat(model.description()).isEmpty();
        assertThat(model).hasToString("model.onnx@sha256:" + digest);
    }

    @Test
    void whatAJarCarriesIsTheSameAsInAFolder() {
        ModelFile carried = ModelFile.carried(ModelFileTest.class, "/models/picture");
        ModelFile exported = ModelFile.exported(Networks.folder("picture"));

        assertThat(carried).hasToString(exported.toString());
        assertThat(carried.description()).isEqualTo(exported.description());
        assertThat(carried.bytes()).isEqualTo(exported.bytes());
    }

    @Test
    void whatAJarCarriesMustBeThereAndAsItsDescriptionSays() throws Exception {
        try (URLClassLoader jar = new URLClassLoader(new URL[] {folder.toUri().toURL(), here()}, null)) {
            Class<?> carrier = jar.loadClass(Networks.class.getName());
            assertThat(refused(MISSING, () -> ModelFile.carried(carrier, "/mouth")))
                    .hasMessageContaining("mouth/model.json is not there");

            Networks.copy("picture", Files.createDirectory(folder.resolve("mouth")));
            String digest = ModelFile.carried(carrier, "/mouth").sha256();
            Networks.change(folder.resolve("mouth/model.json"), digest, OTHER_DIGEST);

            assertThat(refused(WRONG_DIGEST, () -> ModelFile.carried(carrier, "/mouth")))
                    .hasMessageContainingAll(digest, OTHER_DIGEST);
        }
    }

    private static URL here() {
        return Networks.class.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        assertThat(refused(MISSING, () -> ModelFile.exported(folder))).hasMessageContaining("model.json is not there");
        Networks.copy("picture", folder);
        Files.delete(folder.resolve("model.onnx"));
        assertThat(refused(MISSING, () -> ModelFile.exported(folder))).hasMessageContaining("model.onnx is not there");
    }

    @Test
    void everyFaultOfADescriptionIsListedAtOnce() throws IOException {
        Files.writeString(folder.resolve("model.json"), """
                {"name": "", "version": 2, "sha256": "abc", "family": "phinet", "width": 0, "parameters": "many",
                 "macs": 1, "figures": {"recall": "good"}, "outputs": [],
                 "inputs": [{"name": "image", "type": "float64", "shape": [1, 0, "height", 1.5]}]}
                """);

        ModelRefusedException refused = refused(MALFORMED, () -> ModelFile.exported(folder));

        assertThat(refused)
                .hasMessageContainingAll(
                        "name: ",
                        "version: ",
                        "sha256: ",
                        "width: ",
                        "parameters: ",
                        "figures.recall: ",
                        "outputs: ",
                        "inputs[0].type: ",
                        "inputs[0].shape: ");
    }

    @Test
    void whatIsNoJsonIsMalformed() throws IOException {
        Files.writeString(folder.resolve("model.json"), "{");
        refused(MALFORMED, () -> ModelFile.exported(folder));
        Files.writeString(folder.resolve("model.json"), "");
        refused(MALFORMED, () -> ModelFile.exported(folder));
        Files.writeString(folder.resolve("model.json"), "[]");
        refused(MALFORMED, () -> ModelFile.exported(folder));
    }

    @Test
    void aDescriptionThatPromisesOtherTensorsIsRefusedAtTheLoad() throws IOException {
        Networks.copy("convolution", folder);
        Networks.change(folder.resolve("model.json"), "24", "32");

        ModelRefusedException refused = refused(OTHER_TENSORS, () -> InferenceSession.open(ModelFile.exported(folder)));

        assertThat(refused).hasMessageContainingAll("[1, 3, 16, 24]", "[1, 3, 16, 32]");
    }

    @Test
    void aDescriptionThatMakesAFreeSizeFixedIsRefusedAtTheLoad() throws IOException {
        Networks.copy("picture", folder);
        Networks.change(folder.resolve("model.json"), "\"batch\"", "1");
        refused(OTHER_TENSORS, () -> InferenceSession.open(ModelFile.exported(folder)));
    }

    @Test
    void whatIsNoNetworkIsUnloadable() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.onnx"), "not a network");
        ModelFile model = ModelFile.brought(file, Digests.sha256(Files.readAllBytes(file)));

        assertThat(refused(UNLOADABLE, () -> InferenceSession.open(model))).hasMessageContaining("'notes.onnx'");
    }

    @Test
    void weightsInASecondFileThatNoDigestCoversAreNotRead() throws IOException {
        Path file = Networks.folder("outside").resolve("model.onnx");
        ModelFile model = ModelFile.brought(file, Digests.sha256(Files.readAllBytes(file)));
        Path here = Path.of("weights.bin");
        try {
            Files.copy(file.resolveSibling("weights.bin"), here);

            refused(UNLOADABLE, () -> InferenceSession.open(model));
        } finally {
            Files.deleteIfExists(here);
        }
    }

    private static ModelRefusedException refused(Reason reason, Runnable attempt) {
        ModelRefusedException refused = catchThrowableOfType(ModelRefusedException.class, attempt::run);
        assertThat(refused).isNotNull();
        assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(reason);
        return refused;
    }
}
