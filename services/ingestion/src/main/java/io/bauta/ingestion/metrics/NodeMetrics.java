/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the machine beside the cameras is: how hot, and how much memory it has left. Told by ingestion, which stands on every edge
 * node. A container sees both of its host, by the kernel's own files (docs.kernel.org, driver-api/thermal/sysfs-api and
 * filesystems/proc); what a machine does not tell is not shown.
 */
public final class NodeMetrics {
    /** Where it tells of its memory. */
    public static final Path MEMORY = Path.of("/proc/meminfo");

    private static final double MILLI = 1000;
    private static final double KIBIBYTE = 1024;

    private final MeterRegistry registry;

    public NodeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows every thermal zone of a folder that tells its temperature now. */
    public void bindTemperatures(Path thermal) {
        for (Path zone : zones(thermal)) {
            Path temperature = zone.resolve("temp");
            String type = text(zone.resolve("type"));
            if (!type.isEmpty() && !Double.isNaN(celsius(temperature))) {
                Gauge.builder("bauta_node_temperature_celsius", () -> celsius(temperature))
                        .description("How hot the machine is, by its own thermal zones")
                        .tag("zone", type + "-" + number(zone))
                        .register(registry);
            }
        }
    }

    /** Shows what a file such as {@link #MEMORY} tells. */
    public void bindMemory(Path memory) {
        bindMemory("bauta_node_memory_bytes", "Memory of the machine", memory, "MemTotal");
        bindMemory(
                "bauta_node_memory_available_bytes",
                "Memory that the machine could give to programs without swapping",
                memory,
                "MemAvailable");
    }

    private void bindMemory(String name, String help, Path memory, String field) {
        Pattern line = Pattern.compile("(?m)^" + field + ":\\s+(\\d+) kB$");
        if (!Double.isNaN(bytes(memory, line))) {
            Gauge.builder(name, () -> bytes(memory, line)).description(help).register(registry);
        }
    }

    private static List<Path> zones(Path thermal) {
        List<Path> zones = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(thermal, "thermal_zone*")) {
            found.forEach(zones::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return zones.stream().sorted().toList();
    }

    private static String number(Path zone) {
        return zone.getFileName().toString().substring("thermal_zone".length());
    }

    private static double celsius(Path temperature) {
        try {
            return Long.parseLong(text(temperature)) / MILLI;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static double bytes(Path memory, Pattern line) {
        Matcher found = line.matcher(text(memory));
        return found.find() ? Long.parseLong(found.group(1)) * KIBIBYTE : Double.NaN;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
