/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

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
