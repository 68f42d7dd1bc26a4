/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.home;

import java.nio.file.Path;
import java.util.Optional;

/** Where real clips lie, if they are on this machine: some tests and measurements need them, nothing else does. */
public final class SharedFolder {
    private SharedFolder() {}

    /**
     * Their data.
     *
     * @param root top of the checkout, beside which they are looked for where {@code BAUTA_SHARED} names no folder
     */
    public static Path data(Path root) {
        return Optional.ofNullable(System.getenv("BAUTA_SHARED"))
                .map(Path::of)
                .orElse(root.resolveSibling("shared"))
                .resolve("data");
    }
}
