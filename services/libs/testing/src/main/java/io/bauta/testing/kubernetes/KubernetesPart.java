/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One part of Kubernetes as a process that writes to a log of its own. It ends with the JVM that started it, even if that is
 * killed: it watches its standard input, which nobody holds any more then. Not thread-safe.
 */
public final class KubernetesPart implements AutoCloseable {
    private static final int GOES_WITHIN_SECONDS = 15;

    private final String name;
    private final Path log;
    private final Process process;

    KubernetesPart(Path program, Path log, List<String> arguments) {
        name = program.getFileName().toString();
        this.log = log;
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("BAUTA_KUBERNETES_STDIN", "watch");
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException with the end of its log, if it has ended */
    void mustLive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " has ended with " + process.exitValue() + ": " + lastWords());
        }
    }

    /** SIGKILL, as when its machine loses power. */
    public void kill() {
        process.destroyForcibly();
        waitFor(GOES_WITHIN_SECONDS);
    }

    /** SIGTERM, and SIGKILL for a part that does not go in time. */
    @Override
    public void close() {
        process.destroy();
        if (!waitFor(GOES_WITHIN_SECONDS)) {
            kill();
        }
    }

    private boolean waitFor(int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
