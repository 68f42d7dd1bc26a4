/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Time of every kernel that touches pixels, by JMH, in its short mode: one process, three turns of a second to warm up, five
 * of 0.3 s that count. Beside each stands how it compares with a plain copy of as many bytes, which no kernel can beat that reads
 * and writes them all, and with its scalar twin where there is one.
 */
public final class KernelBench {
    private static final String JMH = "org.openjdk.jmh.Main";
    private static final String COPY = "copy";
    private static final String SCALAR = "scalar";
    private static final List<String> SHORT =
            List.of("-f", "1", "-wi", "3", "-w", "1s", "-i", "5", "-r", "300ms", "-foe", "true", "-rf", "json", "-rff");
    private static final long TICK_MILLIS = 200;

    private final BenchmarkPrograms programs;
    private final BooleanSupplier cancelled;

    public KernelBench(BenchmarkPrograms programs, BooleanSupplier cancelled) {
        this.programs = programs;
        this.cancelled = cancelled;
    }

    /**
     * @param folder where JMH's results and log go
     * @return one figure a kernel; none if it was cut short
     * @throws IOException if a kernel fails; the log says which
     */
    public List<Figure> measure(Path folder) throws IOException, InterruptedException {
        Path results = folder.resolve("kernels.json");
        Path log = folder.resolve("kernels.log");
        Files.deleteIfExists(results);
        List<String> arguments = new ArrayList<>(SHORT);
        arguments.add(results.toString());
        Process jmh = new ProcessBuilder(programs.command(JMH, arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            while (!jmh.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (cancelled.getAsBoolean()) {
                    return List.of();
                }
            }
        } finally {
            jmh.descendants().forEach(ProcessHandle::destroy);
            jmh.destroy();
        }
        if (jmh.exitValue() != 0 || !Files.exists(results)) {
            throw new IOException("the kernels could not be measured; see " + log);
        }
        return figures(new ObjectMapper().readTree(results.toFile()));
    }

    /** @param results as JMH writes them */
    static List<Figure> figures(JsonNode results) {
        Map<String, Double> nanos = new TreeMap<>();
        results.forEach(result -> nanos.put(
                name(result.path("benchmark").asText(), result.path("params")),
                result.path("primaryMetric").path("score").asDouble()));
        List<Figure> figures = new ArrayList<>();
        nanos.forEach((name, value) -> {
            if (!method(name).equals(COPY)) {
                Map<String, Object> details = new TreeMap<>();
                compare(details, "timesOfCopy", value, twin(nanos, name, COPY));
                if (method(name).equals("vector")) {
                    compare(details, "timesOfScalar", value, twin(nanos, name, SCALAR));
                }
                figures.add(new Figure("kernel " + name, "time of one call", value, "ns", null, details));
            }
        });
        return figures;
    }

    private static void compare(Map<String, Object> details, String name, double value, Double other) {
        if (other != null) {
            details.put(name, value / other);
        }
    }

    /** The same of another method, with the same parameters or, where it has none, without. */
    private static Double twin(Map<String, Double> nanos, String name, String method) {
        String bare = name.replaceFirst("\\(.*", "");
        String other = bare.substring(0, bare.indexOf('.') + 1) + method;
        Double same = nanos.get(other + name.substring(bare.length()));
        return same == null ? nanos.get(other) : same;
    }

    private static String method(String name) {
        return name.substring(name.indexOf('.') + 1).replaceFirst("\\(.*", "");
    }

    /** {@code io.bauta.x.BlockAveragesBenchmark.vector} with its parameters: {@code BlockAverages.vector(40)}. */
    private static String name(String benchmark, JsonNode params) {
        int method = benchmark.lastIndexOf('.');
        int type = benchmark.lastIndexOf('.', method - 1);
        List<String> values = new ArrayList<>();
        params.forEach(value -> values.add(value.asText()));
        String name = benchmark.substring(type + 1).replaceFirst("Benchmark\\.", ".");
        return values.isEmpty() ? name : name + "(" + String.join(",", values) + ")";
    }
}
