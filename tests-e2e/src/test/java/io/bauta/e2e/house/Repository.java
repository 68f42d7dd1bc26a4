/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkout the tests run in, and what lies beside it. */
public final class Repository {
    private static final Path TOP = top();

    private Repository() {}

    public static Path path(String relative) {
        return TOP.resolve(relative);
    }

    /** Modules in the order of the top pom, as folders relative to the top. */
    public static List<String> modules() {
        return read("pom.xml")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("<module>"))
                .map(line -> line.replaceAll("</?module>", ""))
                .toList();
    }

    /** Every file below the top that a person wrote, by its ending; build output and caches left out. */
    public static List<Path> sources(String ending) {
        try (Stream<Path> files = Files.walk(TOP)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> Stream.of("target", ".cache", ".git", "node_modules")
                            .noneMatch(folder -> TOP.relativize(file).toString().contains(folder + "/")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts of the files with this ending whose path holds a part. */
    static List<String> texts(String ending, String part) {
        return sources(ending).stream()
                .filter(file -> file.toString().contains(part))
                .map(Repository::read)
                .toList();
    }

    /** A folder and all folders below it. */
    static List<Path> folders(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(String relative) {
        return read(path(relative));
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of real clips that developers and CI have beside the checkout; a user does not. */
    public static Optional<Path> sharedData() {
        Path beside =
                Optional.ofNullable(System.getenv("BAUTA_SHARED")).map(Path::of).orElse(TOP.resolveSibling("shared"));
        return Optional.of(beside.resolve("data")).filter(Files::isDirectory);
    }

    private static Path top() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("bauta"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("run the tests inside the checkout");
        }
        return folder;
    }
}
