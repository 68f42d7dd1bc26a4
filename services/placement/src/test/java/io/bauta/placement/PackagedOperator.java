/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.broker.Ports;
import io.bauta.placement.cluster.StagedCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service as it is packaged, in a JVM with the flags of its image and the heap of the chart; it may what the chart lets it. */
final class PackagedOperator implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Path LOG = Path.of("target/operator.log");
    private static final Pattern CALLS =
            Pattern.compile("(?m)^bauta_placement_api_calls_total\\{.*verb=\"(\\w+)\".*} ([0-9.E]+)$");

    private final int port = Ports.free(HOST);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;

    /** @param heapMebibytes at most */
    PackagedOperator(Path kubeconfig, int heapMebibytes) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:MaxNewSize=24m",
                        "-XX:MinHeapFreeRatio=15",
                        "-XX:MaxHeapFreeRatio=30",
                        "-XX:TrimNativeHeapInterval=5000",
                        "-Xss2m",
                        "-XX:ReservedCodeCacheSize=64m",
                        "-XX:MaxDirectMemorySize=96m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-UsePerfData",
                        "-XX:TieredStopAtLevel=1",
                        "-Xms16m",
                        "-Xmx" + heapMebibytes + "m",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile());
        builder.environment()
                .putAll(Map.of(
                        "MALLOC_ARENA_MAX", "1",
                        "KUBECONFIG", kubeconfig.toString(),
                        "KUBERNETES_IMPERSONATE_USERNAME", StagedCluster.OPERATOR,
                        "BAUTA_PLACEMENT_RELEASE", City.SETTINGS.release(),
                        "QUARKUS_HTTP_PORT", Integer.toString(port)));
        process = builder.start();
    }

    /** Sensors of all sites that are in a state; 0 before it listens. */
    long sensors(String state) {
        assertThat(process.isAlive()).as("see %s", LOG).isTrue();
        return metrics()
                .lines()
                .filter(line -> line.startsWith("bauta_placement_sensors{") && line.contains("state=\"" + state + "\""))
                .mapToLong(line -> Math.round(Double.parseDouble(line.substring(line.lastIndexOf(' ')))))
                .sum();
    }

    /** Requests to the API server so far, by their verb. */
    Map<String, Long> calls() {
        Map<String, Long> calls = new TreeMap<>();
        Matcher matcher = CALLS.matcher(metrics());
        while (matcher.find()) {
            calls.put(matcher.group(1), Math.round(Double.parseDouble(matcher.group(2))));
        }
        return calls;
    }

    /** Most memory it ever held, in MiB, all of the JVM's included. */
    long peakMebibytes() throws IOException {
        return mebibytes("VmHWM:");
    }

    /** Memory it holds, in MiB. */
    long mebibytes() throws IOException {
        return mebibytes("VmRSS:");
    }

    private long mebibytes(String line) throws IOException {
        String found = Files.readString(Path.of("/proc/" + process.pid() + "/status"), UTF_8)
                .lines()
                .filter(one -> one.startsWith(line))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(found.replaceAll("\\D", "")) / 1024;
    }

    private String metrics() {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + "/q/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        http.close();
    }
}
