/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A detector that others trained and exported, as a user may bring one. */
class RealModelTest {
    private static final String FILE = "yunet_n_dynamic.onnx";
    private static final String SHA256_BEGINS = "104ee26c71d5c270";

    @Test
    void yuNetRunsAtAnySizeThoughItGivesThreeSizesOneName() throws Exception {
        Optional<Path> file = Networks.shared(FILE);
        assumeTrue(file.isPresent(), "no " + FILE + ": it lies in data/models of the folder that BAUTA_SHARED names");
        String digest = io.bauta.contracts.provenance.Digests.sha256(java.nio.file.Files.readAllBytes(file.get()));
        assertThat(digest).startsWith(SHA256_BEGINS);

        try (InferenceSession session = InferenceSession.open(ModelFile.brought(file.get(), digest));
                InferenceBinding binding = session.bind(Map.of("input", new long[] {1, 3, 192, 320}))) {
            binding.input("input").floats().put(0, 255);
            binding.run();

            assertThat(binding.output("cls_8").sizes()).containsExactly(1, 24 * 40, 1);
            assertThat(binding.output("cls_16").sizes()).containsExactly(1, 12 * 20, 1);
            assertThat(binding.output("kps_32").sizes()).containsExactly(1, 6 * 10, 10);
            float[] scores = new float[24 * 40];
            binding.output("cls_8").floats().get(scores);
            assertThat(scores).doesNotContain(Float.NaN);
            for (float score : scores) {
                assertThat(score).isBetween(0f, 1f);
            }
        }
    }
}
