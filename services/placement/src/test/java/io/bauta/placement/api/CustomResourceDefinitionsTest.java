/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.placement.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart's CRDs are those of the classes: one schema, not two. */
class CustomResourceDefinitionsTest {
    /** Where somebody who changed a class finds what to copy into the chart. */
    private static final Path FRESH = Path.of("target/crds");

    @Test
    void theChartsDefinitionsAreMadeOfTheClasses() throws IOException {
        Map<String, String> made = Definitions.yaml();
        Files.createDirectories(FRESH);
        for (Map.Entry<String, String> one : made.entrySet()) {
            Files.writeString(FRESH.resolve(one.getKey()), one.getValue(), UTF_8);
        }

        assertThat(files(FRESH)).hasSize(4).allSatisfy(fresh -> assertThat(
                        Definitions.CHART.resolve(fresh.getFileName()))
                .as("renew it: cp services/placement/target/crds/*.yaml charts/bauta/crds/")
                .hasSameTextualContentAs(fresh));
        assertThat(files(Definitions.CHART)).hasSize(4);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }
}
