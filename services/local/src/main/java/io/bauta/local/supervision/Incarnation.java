/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.supervision;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One life of a service: one process, from its start to its end. Thread-safe. */
final class Incarnation {
    private static final long PROBE_EVERY_MILLIS = 100;
    private static final long NOT_READY = -1;
    /** The terminal sends Ctrl-C to all processes at once; the services must wait for their turn instead. */
    private static final List<String> DEAF_TO_CTRL_C = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private final Process process;
    private final long startedAtNanos = System.nanoTime();
    private volatile long readyAfterNanos = NOT_READY;

    private Incarnation(Process process) {
        this.process = process;
    }

    static Incarnation start(ServiceLaunch launch) throws IOException {
        List<String> command = new ArrayList<>(DEAF_TO_CTRL_C);
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(launch.folder().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
        builder.environment().putAll(launch.environment());
        Incarnation incarnation = new Incarnation(builder.start());
        Thread.ofVirtual().name("ready-" + launch.name()).start(() -> incarnation.awaitReady(launch.readiness()));
        return incarnation;
    }

    private void awaitReady(Readiness readiness) {
        try {
            while (process.isAlive()) {
                if (readiness.ready()) {
                    readyAfterNanos = System.nanoTime() - startedAtNanos;
                    return;
                }
                Thread.sleep(PROBE_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Process process() {
        return process;
    }

    boolean ready() {
        return readyAfterNanos != NOT_READY;
    }

    /** Time from start to ready; the time so far if it is not ready yet. */
    Duration untilReady() {
        return Duration.ofNanos(ready() ? readyAfterNanos : System.nanoTime() - startedAtNanos);
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAtNanos);
    }
}
