/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.actors;

import io.bauta.broker.Ports;
import io.bauta.e2e.house.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A service in a process of its own, started without {@code ./bauta}, as a container platform would. */
public final class ServiceProcess implements AutoCloseable {
    private final String name;
    private final List<String> command;
    private final Path folder;
    private final Map<String, String> environment;
    private int port;
    private Process process;

    /**
     * One that this build has packaged.
     *
     * @param folder where it runs and where its log goes
     * @param settings the service's own
     */
    public ServiceProcess(String module, Path folder, Map<String, String> settings) {
        this(module.replace('/', '-'), packaged(module), folder, settings);
    }

    /**
     * One that a command runs.
     *
     * @param name of its log
     * @param settings the service's own, to which the command adds nothing
     */
    public ServiceProcess(String name, List<String> command, Path folder, Map<String, String> settings) {
        this.name = name;
        this.command = List.copyOf(command);
        this.folder = folder;
        this.environment = new HashMap<>(settings);
    }

    private static List<String> packaged(String module) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "-jar",
                Repository.path(module + "/target/quarkus-app/quarkus-run.jar").toString());
    }

    public ServiceProcess start() {
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        port = Ports.free("127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("BAUTA_BROKER_METRICS_PORT", Integer.toString(port));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.directory(folder.toFile());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Whether it says itself that it does its work. */
    public boolean ready() {
        return answers("/q/health/ready");
    }

    /** Where it answers. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Whether it has what is asked for. */
    public boolean answers(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI asked = URI.create(url() + path);
            return client.send(HttpRequest.newBuilder(asked).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYetListening) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL, then a new process with the same settings. */
    public void killAndStart() {
        end();
        start();
    }

    /** Its exit code, once it has ended by itself. */
    public OptionalInt exitCode() {
        return process == null || process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** What it has said, without what its JVM says of itself. */
    public List<String> lines() {
        try {
            return Files.readAllLines(log()).stream()
                    .filter(line -> !line.startsWith("WARNING: ") && !line.startsWith("NOTE: "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has said, for a test that failed. */
    public String lastWords() {
        try {
            String said = Files.exists(log()) ? Files.readString(log()) : "nothing";
            return name + " said:\n" + said.substring(Math.max(0, said.length() - 2000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        end();
    }

    private Path log() {
        return folder.resolve(name + ".log");
    }

    private void end() {
        if (process == null) {
            return;
        }
        process.destroyForcibly();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " outlives SIGKILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
