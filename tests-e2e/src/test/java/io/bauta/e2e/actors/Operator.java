/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.actors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.e2e.house.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Works at a terminal with {@code ./bauta} and nothing else. */
public final class Operator implements AutoCloseable {
    /** Two brokers, ingestion, two anonymisers, egress, analytics, partner gateway. */
    private static final int SERVICES = 8;

    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path home;
    private final List<Process> started = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    /** @param home an empty folder that takes all state */
    public Operator(Path home) {
        this.home = home;
    }

    public Path home() {
        return home;
    }

    /** From now on commands are given this variable. */
    public Operator sets(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs a command to its end. */
    public Finished runs(Duration limit, String... arguments) {
        return starts(arguments).ends(limit);
    }

    /** Starts a command that goes on; its output goes to files in the home folder. */
    public Running starts(String... arguments) {
        // Who runs the stories in the background has them ignore Ctrl-C, and a JVM that begins so goes on so.
        List<String> command = new ArrayList<>(
                List.of("env", "--default-signal=INT", Repository.path("bauta").toString()));
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(home);
            Path output = Files.createTempFile(home.getParent(), "out-", ".txt");
            Path errors = Files.createTempFile(home.getParent(), "err-", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("BAUTA_BUILD", "off"); // the build that runs the stories has packaged everything
            Process process = builder.start();
            started.add(process);
            process.getOutputStream().close();
            return new Running(process, output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code ./bauta status --json} says about this home; empty object while nothing runs. */
    public JsonNode status() {
        Finished status = runs(Duration.ofMinutes(1), "status", "--json", "--home", home.toString());
        try {
            return JSON.readTree(status.output().isBlank() ? "{}" : status.output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A command that has ended.
     *
     * @param exitCode 0 is well
     * @param output standard output
     * @param errors standard error
     */
    public record Finished(int exitCode, String output, String errors) {}

    /** A command that goes on. */
    public final class Running {
        private final Process process;
        private final Path output;
        private final Path errors;

        private Running(Process process, Path output, Path errors) {
            this.process = process;
            this.output = output;
            this.errors = errors;
        }

        /** Waits until all services are up and says how they are reached. */
        public JsonNode isUp() {
            return Awaitility.await("everything is up")
                    .atMost(LONGEST_START)
                    .pollInterval(Duration.ofSeconds(3))
                    .until(
                            () -> {
                                if (!process.isAlive()) {
                                    throw new AssertionError("ended early: " + ends(Duration.ofSeconds(1)));
                                }
                                return status();
                            },
                            Operator::allReady);
        }

        /** As Ctrl-C does. */
        public Running isInterrupted() {
            signal("INT", process.pid());
            return this;
        }

        public boolean goesOn() {
            return process.isAlive();
        }

        public Finished ends(Duration limit) {
            try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    close();
                    throw new AssertionError("still running after " + limit + "; it said:\n" + Files.readString(output)
                            + Files.readString(errors));
                }
                return new Finished(process.exitValue(), Files.readString(output), Files.readString(errors));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Nothing the operator started goes on, however the story ended: the launcher takes its services with it. */
    @Override
    public void close() {
        for (Process process : started) {
            List<ProcessHandle> family = process.descendants().toList();
            process.destroy();
            try {
                if (!process.waitFor(1, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    family.forEach(ProcessHandle::destroyForcibly);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean allReady(JsonNode status) {
        int ready = 0;
        for (JsonNode service : status.path("services")) {
            ready += service.path("ready").asBoolean() ? 1 : 0;
        }
        return ready >= SERVICES && ready == status.path("services").size();
    }

    /** The newest process of a service. */
    public long pidOf(String service) {
        for (JsonNode running : status().path("services")) {
            if (running.path("name").asText().equals(service)) {
                return running.path("process").path("pid").asLong();
            }
        }
        throw new AssertionError("no service is called " + service);
    }

    /** {@code kill -NAME pid}. */
    public static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
