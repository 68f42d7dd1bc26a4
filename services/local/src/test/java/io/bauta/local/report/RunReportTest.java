/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.local.observation.SensorFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
    private static final RunReport REPORT = new RunReport(
            List.of(new SensorFigures(
                    "gate",
                    "video",
                    12,
                    10,
                    Map.of("undecodable", 2L),
                    10,
                    0,
                    0,
                    new SensorFigures.Latency(10, 610L, 720L, 730L),
                    300,
                    1_000_000,
                    90_000,
                    true)),
            List.of(
                    new RunReport.ServiceFigures("egress", 42, 1.25, 150L << 20, 2_100L, 1),
                    new RunReport.ServiceFigures("partner", 43, 0.5, null, null, 0)),
            List.of("anon.video.v1", "raw.video.v1"),
            List.of("anon.video.v1"),
            61.2,
            4_300L,
            false,
            "0.1.0+abc");

    @Test
    void machinesFindEveryNameThatWasPromised(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/report.json");

        REPORT.write(file);

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        JsonNode sensor = json.path("sensors").path(0);
        assertThat(sensor.fieldNames())
                .toIterable()
                .contains("id", "kind", "received", "released", "withheld", "chunksAtFog", "gaps", "duplicates");
        assertThat(sensor.path("withheld").path("undecodable").asInt()).isEqualTo(2);
        assertThat(sensor.path("latencyMs").path("p50").asInt()).isEqualTo(610);
        assertThat(sensor.path("latencyMs").path("p99").asInt()).isEqualTo(720);
        assertThat(json.path("services").path(0).fieldNames())
                .toIterable()
                .contains("name", "pid", "cpuSeconds", "rssBytesMax", "startMs");
        assertThat(json.path("services").path(1).path("rssBytesMax").isNull()).isTrue();
        assertThat(json.path("edgeTopics").path(1).asText()).isEqualTo("raw.video.v1");
        assertThat(json.path("fogTopics")).hasSize(1);
    }

    @Test
    void peopleReadTheSameInATable() {
        assertThat(SummaryTable.of(REPORT))
                .containsPattern("gate +video +12 +10 +2 +10 +0 +0 +610 +720")
                .contains("withheld: undecodable 2")
                .containsPattern("egress +42 +1.3 +150 +2100 +1")
                .containsPattern("partner +43 +0.5 +– +– +0")
                .contains("first released chunk after 4.3 s")
                .contains("raw on the fog: none");
    }

    @Test
    void rawOnTheFogIsShouted() {
        RunReport leak =
                new RunReport(List.of(), List.of(), List.of(), List.of("raw.video.v1"), 1, null, true, "0.1.0");

        assertThat(SummaryTable.of(leak)).contains("raw on the fog: YES").contains("had not reached the fog");
    }
}
