/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.local.report.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A promise is kept, broken, or not measured, which is not kept either; the table and the file say the same. */
class BenchReportTest {
    private static final Figure KEPT =
            new Figure("file", "a ratio", 0.8, "×", 1.3, Map.of("plainProcessorSeconds", 4.0));
    private static final Figure BROKEN = new Figure("start", "a time", 17.5, "s", 15.0, Map.of());
    private static final Figure UNMEASURED = new Figure("idle", "memory", null, "MiB", 1228.8, Map.of());
    private static final Figure TOLD = new Figure("file mosaic", "a ratio", 1.9, "×", null, Map.of());

    @Test
    void whatWasNotMeasuredIsNotKept() {
        assertThat(report(KEPT, TOLD).allMet()).isTrue();
        assertThat(report(KEPT, BROKEN).allMet()).isFalse();
        assertThat(report(KEPT, UNMEASURED).allMet()).isFalse();
    }

    @Test
    void theTableNamesFigureTargetAndVerdict() {
        String table = report(KEPT, BROKEN, UNMEASURED, TOLD).table();

        assertThat(table.lines())
                .anySatisfy(line -> assertThat(line).startsWith("file ").contains("0.80", "1.30", "met"))
                .anySatisfy(line -> assertThat(line).startsWith("start ").contains("17.50", "15.00", "MISSED"))
                .anySatisfy(line -> assertThat(line).startsWith("idle ").contains("–", "1229", "MISSED"))
                .anySatisfy(line -> assertThat(line).contains("plainProcessorSeconds 4.00"))
                .anySatisfy(line -> assertThat(line).contains("2 processors"));
    }

    @Test
    void theFileForMachinesHoldsTheSame(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deep/down/bench.json");

        JsonFile.write(file, report(KEPT, UNMEASURED));

        JsonNode figures = new ObjectMapper().readTree(file.toFile()).path("figures");
        assertThat(figures).hasSize(2);
        assertThat(figures.get(0).path("value").asDouble()).isEqualTo(0.8);
        assertThat(figures.get(0).path("target").asDouble()).isEqualTo(1.3);
        assertThat(figures.get(0).path("details").path("plainProcessorSeconds").asDouble())
                .isEqualTo(4.0);
        assertThat(figures.get(1).path("value").isNull()).isTrue();
    }

    private static BenchReport report(Figure... figures) {
        return new BenchReport(List.of(figures), 2, 0.5, "0.1.0");
    }
}
