/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.packaged;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service as it is shipped, in a process of its own, with a heap as small as on an edge node. */
public final class PackagedServer implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Listening on: (http://[\\d.:]+)");
    private static final long LONGEST_START_MILLIS = 60_000;

    private final Process process;
    private final Path log;
    private final URI address;

    private PackagedServer(Process process, Path log) throws IOException, InterruptedException {
        this.process = process;
        this.log = log;
        this.address = awaitAddress();
    }

    /**
     * Blocks until it listens.
     *
     * @param work for its log
     * @param settings as environment
     */
    public static PackagedServer start(Path work, Map<String, String> settings)
            throws IOException, InterruptedException {
        Path log = work.resolve("model-server.log");
        PackagedServer server = new PackagedServer(launch(log, settings), log);
        if (!server.process.isAlive()) {
            throw new IllegalStateException("the service does not start:\n" + server.log());
        }
        return server;
    }

    /** Starts it with settings it cannot work with; what it has said when it has ended. */
    public static String lastWords(Path work, Map<String, String> settings) throws IOException, InterruptedException {
        Path log = work.resolve("model-server.log");
        Process process = launch(log, settings);
        try {
            if (!process.waitFor(LONGEST_START_MILLIS, TimeUnit.MILLISECONDS) || process.exitValue() == 0) {
                throw new IllegalStateException("it did not refuse:\n" + Files.readString(log));
            }
            return Files.readString(log);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process launch(Path log, Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().putAll(settings);
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private URI awaitAddress() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_START_MILLIS);
        while (process.isAlive() && System.nanoTime() < deadline) {
            Matcher listening = ADDRESS.matcher(log());
            if (listening.find()) {
                return URI.create(listening.group(1));
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
        throw new IllegalStateException("the service does not listen:\n" + log());
    }

    public URI address() {
        return address;
    }

    /** What it has said so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it does not stop when it is asked to");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
