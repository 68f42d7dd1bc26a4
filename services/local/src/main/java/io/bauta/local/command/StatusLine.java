/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.continuum.Continuum;
import io.bauta.local.observation.SensorFigures;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One line that tells how it goes: rewritten in place on a terminal, written now and then elsewhere, and only at its
 * milestones when nobody is looking.
 */
final class StatusLine implements AutoCloseable {
    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintStream out;
    private final boolean terminal;
    private final boolean headless;
    private Duration next = Duration.ZERO;
    private boolean saidReady;
    private boolean lineOpen;

    StatusLine(PrintStream out, boolean headless) {
        this.out = out;
        this.headless = headless;
        this.terminal = !headless && Terminal.isThere();
    }

    void show(Continuum continuum) {
        Duration age = continuum.age();
        if (!saidReady && continuum.allReady()) {
            saidReady = true;
            say(String.format(Locale.ROOT, "everything is up after %.1f s", age.toMillis() / 1_000.0));
        }
        if (headless || age.compareTo(next) < 0) {
            return;
        }
        next = age.plus(terminal ? ON_TERMINAL : ELSEWHERE);
        String line = line(age, continuum.allReady(), continuum.tally().figures());
        if (terminal) {
            out.print("\r\u001b[2K" + line);
            lineOpen = true;
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** A line that stays. */
    void say(String message) {
        close();
        out.println(message);
        out.flush();
    }

    @Override
    public void close() {
        if (lineOpen) {
            out.println();
            lineOpen = false;
        }
    }

    static String line(Duration age, boolean allReady, List<SensorFigures> sensors) {
        long released = sensors.stream().mapToLong(SensorFigures::released).sum();
        long withheld = sensors.stream().mapToLong(SensorFigures::received).sum() - released;
        long atFog = sensors.stream().mapToLong(SensorFigures::chunksAtFog).sum();
        long worst = sensors.stream()
                .map(sensor -> sensor.latencyMs().p99())
                .filter(java.util.Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "%4d s  %s  sensors %d  released %d  withheld %d  at fog %d  worst p99 %d ms",
                age.toSeconds(),
                allReady ? "up" : "starting",
                sensors.size(),
                released,
                withheld,
                atFog,
                worst);
    }
}
