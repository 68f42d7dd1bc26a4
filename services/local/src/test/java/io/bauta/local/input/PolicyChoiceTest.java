/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are in no hurry: what is found in them is covered for longer before its first sight. */
class PolicyChoiceTest {
    @TempDir
    private Path folder;

    @Test
    void whereSomethingIsLookedForAFileIsCoveredFromEarlierOn() {
        PolicyChoice street = PolicyChoice.named("street");

        assertThat(lookBack(street)).isEmpty();
        assertThat(lookBack(street.forFiles())).isEqualTo("700ms");
        assertThat(street.forFiles().id()).isEqualTo("street");
    }

    @Test
    void whatThePolicySaysItselfHolds() throws IOException {
        Path file = folder.resolve("policy.yaml");
        Files.writeString(file, "{id: own, version: 1, video: {plates: solid, lookBack: 0s}}");

        assertThat(lookBack(PolicyChoice.named(file.toString()).forFiles())).isEqualTo("0s");
    }

    @Test
    void whereWholeFramesAreHiddenThereIsNothingToAdd() {
        assertThat(PolicyChoice.named("mosaic").forFiles()).isEqualTo(PolicyChoice.named("mosaic"));
        assertThat(PolicyChoice.strictest().forFiles()).isEqualTo(PolicyChoice.strictest());
    }

    private static String lookBack(PolicyChoice choice) {
        return choice.declaration().orElseThrow().path("video").path("lookBack").asText("");
    }
}
