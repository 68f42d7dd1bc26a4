/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeMetricsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final NodeMetrics metrics = new NodeMetrics(meters);

    @TempDir
    private Path folder;

    @Test
    void eachZoneTellsHowHotItIsNow() throws IOException {
        Path cpu = zone(0, "cpu-thermal", "48500");
        zone(1, "gpu-thermal", "51250");

        metrics.bindTemperatures(folder);
        Files.writeString(cpu.resolve("temp"), "97000\n");

        assertThat(temperature("cpu-thermal-0")).isEqualTo(97);
        assertThat(temperature("gpu-thermal-1")).isEqualTo(51.25);
    }

    @Test
    void aZoneThatTellsNothingIsNotShown() throws IOException {
        zone(0, "wireless", "");
        Files.createDirectories(folder.resolve("cooling_device0"));

        metrics.bindTemperatures(folder);
        metrics.bindTemperatures(folder.resolve("nowhere"));

        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void memoryIsToldInBytes() throws IOException {
        Path memory = folder.resolve("meminfo");
        Files.writeString(
                memory, "MemTotal:        4051048 kB\nMemFree:          100000 kB\nMemAvailable:    1024000 kB\n");

        metrics.bindMemory(memory);

        assertThat(meters.get("bauta_node_memory_bytes").gauge().value()).isEqualTo(4_051_048L * 1024);
        assertThat(meters.get("bauta_node_memory_available_bytes").gauge().value())
                .isEqualTo(1_024_000L * 1024);
    }

    @Test
    void thisMachineTellsItsOwnMemory() {
        metrics.bindMemory(NodeMetrics.MEMORY);

        assertThat(meters.getMeters())
                .extracting(Meter::getId)
                .extracting(Meter.Id::getName)
                .containsExactlyInAnyOrder("bauta_node_memory_bytes", "bauta_node_memory_available_bytes");
        assertThat(meters.get("bauta_node_memory_available_bytes").gauge().value())
                .isBetween(1.0, meters.get("bauta_node_memory_bytes").gauge().value());
    }

    private Path zone(int number, String type, String temperature) throws IOException {
        Path zone = Files.createDirectories(folder.resolve("thermal_zone" + number));
        Files.writeString(zone.resolve("type"), type + "\n");
        Files.writeString(zone.resolve("temp"), temperature);
        return zone;
    }

    private double temperature(String zone) {
        return meters.get("bauta_node_temperature_celsius")
                .tag("zone", zone)
                .gauge()
                .value();
    }
}
