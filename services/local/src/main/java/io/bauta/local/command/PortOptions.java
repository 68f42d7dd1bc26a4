/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.continuum.Ports;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Ports that a person may fix. Filled in by picocli. */
final class PortOptions {
    @Option(names = "--page-port", paramLabel = "PORT")
    private Optional<Integer> page = Optional.empty();

    @Option(names = "--fog-port", paramLabel = "PORT")
    private Optional<Integer> fog = Optional.empty();

    @Option(names = "--edge-port", paramLabel = "PORT")
    private Optional<Integer> edge = Optional.empty();

    Ports.Wishes wishes() {
        return new Ports.Wishes(number(page), number(fog), number(edge));
    }

    private static OptionalInt number(Optional<Integer> port) {
        return port.map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
