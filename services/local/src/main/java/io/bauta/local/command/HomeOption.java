/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.home.HomeFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --home DIR}, the same in every verb. Filled in by picocli. */
final class HomeOption {
    @Option(names = "--home", paramLabel = "DIR")
    private Optional<Path> home = Optional.empty();

    HomeFolder ofUp() {
        return home.map(HomeFolder::new).orElseGet(() -> HomeFolder.usual(System.getenv()));
    }

    HomeFolder ofDemo() {
        return home.map(HomeFolder::new)
                .orElseGet(() -> HomeFolder.usual(System.getenv()).demo());
    }

    HomeFolder ofBench() {
        return home.map(HomeFolder::new)
                .orElseGet(() -> HomeFolder.usual(System.getenv()).bench());
    }

    /** Where a run may be found: the folder given, or the usual ones. */
    List<HomeFolder> toLookIn() {
        return home.isPresent() ? List.of(ofUp()) : List.of(ofUp(), ofDemo(), ofBench());
    }
}
