/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code demo} and {@code up} have in common. Filled in by picocli. */
final class RunOptions {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final PortOptions ports = new PortOptions();

    @Option(names = "--seconds", paramLabel = "N")
    private Optional<Integer> seconds = Optional.empty();

    @Option(names = "--headless")
    private boolean headless;

    @Option(names = "--report", paramLabel = "FILE.json")
    private Optional<Path> report = Optional.empty();

    /** @throws Refusal if what is asked for makes no sense or the report could not be written at the end */
    void check() {
        seconds.ifPresent(RunOptions::demandPositive);
        Places.demandWritable(report, "--report");
    }

    static void demandPositive(int seconds) {
        if (seconds < 1) {
            throw new Refusal(ExitCode.USAGE, "--seconds " + seconds + " is no length; give 1 or more");
        }
    }

    HomeOption home() {
        return home;
    }

    PortOptions ports() {
        return ports;
    }

    Optional<Integer> seconds() {
        return seconds;
    }

    boolean headless() {
        return headless;
    }

    Optional<Path> report() {
        return report;
    }
}
