/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.actors;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The images of what this build has packaged, as {@code ./bauta build --images} writes them. */
public final class Images {
    private static final Duration WITHIN = Duration.ofMinutes(8);

    private final Path folder;
    private final String machine;

    private Images(Path folder, String machine) {
        this.folder = folder;
        this.machine = machine;
    }

    /**
     * For this machine.
     *
     * @param services all that are wanted
     * @throws IllegalStateException with what the command said
     */
    public static Images written(Path folder, List<String> services) {
        return written(
                folder,
                System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64",
                "--only",
                String.join(",", services));
    }

    /** All of them for arm64, on a base of that machine. */
    public static Images writtenForArm64(Path folder, Path base) {
        return written(folder, "arm64", "--arch", "arm64", "--base", base.toString());
    }

    private static Images written(Path folder, String machine, String... options) {
        try (Operator operator = new Operator(folder.resolveSibling("home-of-images"))) {
            String[] command = Stream.concat(Stream.of("build", "--images", folder.toString()), Stream.of(options))
                    .toArray(String[]::new);
            Operator.Finished finished = operator.runs(WITHIN, command);
            if (finished.exitCode() != 0) {
                throw new IllegalStateException(finished.errors());
            }
        }
        return new Images(folder, machine);
    }

    /** The file of a service. */
    public Path of(String service) {
        return folder.resolve("bauta-" + service + "-0.1.0-" + machine + ".tar");
    }
}
