/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.broker.BrokerMain;
import io.bauta.broker.BrokerRole;
import io.bauta.broker.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A broker in a process of its own, for what only a process can suffer: {@link #kill} is SIGKILL. Ports and data stay
 * over any number of starts. Not thread-safe.
 */
public final class KafkaProcess implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final BrokerRole role;
    private final Path data;
    private final int port = Ports.free(HOST);
    private final int controllerPort = Ports.free(HOST);
    private final List<String> more;
    private Process process;

    /** @param more further options of the broker, for instance {@code --anon-bytes 64M} */
    public KafkaProcess(BrokerRole role, Path data, String... more) {
        this.role = role;
        this.data = data;
        this.more = List.of(more);
    }

    /** Returns once the broker has said that it is ready. */
    public KafkaProcess start() {
        try {
            process = new ProcessBuilder(command())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            String line = out.readLine();
            if (line == null || !line.startsWith("ready")) {
                throw new IllegalStateException("the broker process said '" + line + "' instead of ready");
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: no flush, no goodbye. Returns once the process is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** SIGTERM; returns the exit code. */
    public int stop() {
        process.destroy();
        return awaitExit();
    }

    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }

    private int awaitExit() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                "--role",
                role.label(),
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--controller-port",
                Integer.toString(controllerPort)));
        command.addAll(more);
        return command;
    }
}
