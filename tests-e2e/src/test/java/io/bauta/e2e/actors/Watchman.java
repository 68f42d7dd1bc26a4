/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.actors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.e2e.house.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Watches over a city with a real Prometheus, with the configuration and the rules that an operator is given. */
public final class Watchman implements AutoCloseable {
    /** Why a story is skipped where it is not here. */
    public static final String ABSENT =
            "prometheus is not here: 'apt-get install prometheus' brings it, './bauta test' as root does so";

    private static final ObjectMapper JSON = new ObjectMapper();
    private final Process prometheus;
    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    private Watchman(Process prometheus, URI address) {
        this.prometheus = prometheus;
        this.address = address;
    }

    /** Whether this machine has Prometheus and its tool. */
    public static boolean isHere() {
        return Stream.of("prometheus", "promtool")
                .allMatch(program -> Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
    }

    /**
     * Begins to watch. Looks once a second, so that a story need not wait long; all else is as the operator has it.
     *
     * @param targets as {@code ./bauta status --prometheus} writes them
     * @param folder a folder for what it keeps
     */
    public static Watchman watches(String targets, Path folder) throws IOException {
        Path home = Files.createTempDirectory(folder, "watchman-");
        Files.writeString(
                home.resolve("prometheus.yml"),
                Repository.read("observability/prometheus.yml").replace("15s", "1s"));
        Files.writeString(Files.createDirectory(home.resolve("targets")).resolve("city.json"), targets);
        Files.createSymbolicLink(home.resolve("alerts"), Repository.path("observability/alerts"));
        URI address = URI.create("http://127.0.0.1:" + freePort());
        Process prometheus = new ProcessBuilder(
                        "prometheus",
                        "--config.file=prometheus.yml",
                        "--storage.tsdb.path=" + home.resolve("data"),
                        "--web.listen-address=" + address.getAuthority(),
                        "--log.level=warn")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("prometheus.log").toFile())
                .start();
        return new Watchman(prometheus, address);
    }

    /** Runs {@code promtool} in a folder of the repository to its end. */
    public static Operator.Finished checks(String folder, String... arguments) {
        try {
            Process promtool = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                            .toList())
                    .directory(Repository.path(folder).toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(promtool.getInputStream().readAllBytes(), UTF_8);
            return new Operator.Finished(promtool.waitFor(), output, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The series that answer a question, each with its labels and value; empty where there are none. */
    public List<JsonNode> asks(String expression) {
        JsonNode result = get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8))
                .path("data")
                .path("result");
        return result.valueStream().toList();
    }

    /** The value of the one series that answers; not a number where none does. */
    public double asksForOne(String expression) {
        List<JsonNode> series = asks(expression);
        return series.size() == 1 ? series.getFirst().path("value").path(1).asDouble(Double.NaN) : Double.NaN;
    }

    /** The names of the alarms that ring now. */
    public List<String> alarms() {
        return get("/api/v1/alerts")
                .path("data")
                .path("alerts")
                .valueStream()
                .filter(alert -> alert.path("state").asText().equals("firing"))
                .map(alert -> alert.path("labels").path("alertname").asText())
                .distinct()
                .toList();
    }

    /** What is wrong with rules, if anything, as Prometheus itself found when it worked them out. */
    public List<String> brokenRules() {
        return get("/api/v1/rules")
                .path("data")
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .filter(rule -> !rule.path("health").asText().equals("ok"))
                .map(rule ->
                        rule.path("name").asText() + ": " + rule.path("health").asText() + " "
                                + rule.path("lastError").asText())
                .toList();
    }

    private JsonNode get(String path) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        prometheus.destroy();
        try {
            if (!prometheus.waitFor(10, TimeUnit.SECONDS)) {
                prometheus.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }
}
