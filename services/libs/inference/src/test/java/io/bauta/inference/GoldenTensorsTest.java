/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks compute here what they computed where they were made, in another runtime. */
class GoldenTensorsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"convolution", "picture", "lookup"})
    void theReferenceAndThisRuntimeAgree(String name) {
        try (InferenceSession session = Networks.open(name)) {
            GoldenTensors.Replay replay =
                    GoldenTensors.exported(Networks.folder(name)).replay(session);

            assertThat(replay.differences()).hasSameSizeAs(session.outputs());
            assertThat(replay.largest()).isLessThan(1e-5);
        }
    }

    @Test
    void aNetworkThatComputesSomethingElseShows() throws IOException {
        Networks.copy("convolution", folder);
        swap("convolution", "retrained");
        try (InferenceSession retrained = openUnchecked(folder)) {
            GoldenTensors.Replay replay =
                    GoldenTensors.exported(Networks.folder("convolution")).replay(retrained);
            assertThat(replay.largest()).isGreaterThan(1e-3);
        }
    }

    @Test
    void goldenTensorsOfAnotherNetworkAreRefused() {
        try (InferenceSession session = Networks.open("picture")) {
            GoldenTensors others = GoldenTensors.exported(Networks.folder("convolution"));
            assertThatThrownBy(() -> others.replay(session))
                    .isInstanceOf(ModelRefusedException.class)
                    .hasMessageContaining("holds no image uint8");
        }
    }

    @Test
    void noGoldenTensorsIsAFaultAndNoPass() {
        assertThatThrownBy(() -> GoldenTensors.exported(folder))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("golden.npz is not there");
    }

    @Test
    void theNumbersOfOneCanBeHadAndOfNoneCannot() {
        GoldenTensors golden = GoldenTensors.exported(Networks.folder("convolution"));

        assertThat(golden.floats("image")).hasSize(3 * 16 * 24).isNotEqualTo(new float[3 * 16 * 24]);
        assertThatThrownBy(() -> golden.floats("sound"))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("holds no floats 'sound'");
    }

    /** The same network with one weight changed: a byte in the middle of the kernel, which lies as plain floats. */
    private void swap(String name, String kind) throws IOException {
        Path network = folder.resolve("model.onnx");
        byte[] bytes = Files.readAllBytes(network);
        bytes[bytes.length / 2 | 3] ^= 0x40;
        Files.write(network, bytes);
        Files.move(network, folder.resolve(name + "-" + kind + ".onnx"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static InferenceSession openUnchecked(Path folder) throws IOException {
        Path file = folder.resolve("convolution-retrained.onnx");
        String digest = io.bauta.contracts.provenance.Digests.sha256(Files.readAllBytes(file));
        return InferenceSession.open(ModelFile.brought(file, digest));
    }
}
