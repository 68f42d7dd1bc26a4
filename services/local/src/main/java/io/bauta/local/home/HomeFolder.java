/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The one folder that holds the state of one continuum on this machine.
 *
 * @param path absolute
 */
public record HomeFolder(Path path) {
    public HomeFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** Where {@code up} lives if nothing else is asked for: {@code $XDG_DATA_HOME/bauta} or {@code ~/.local/share/bauta}. */
    public static HomeFolder usual(Map<String, String> environment) {
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        Path folder = data.isBlank() ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(data);
        return new HomeFolder(folder.resolve("bauta"));
    }

    /** The demo's own folder below this one. */
    public HomeFolder demo() {
        return new HomeFolder(path.resolve("demo"));
    }

    /** The measurements' own folder below this one. */
    public HomeFolder bench() {
        return new HomeFolder(path.resolve("bench"));
    }

    public Path brokerData(String role) {
        return path.resolve("data").resolve(role);
    }

    public Path keys() {
        return path.resolve("keys");
    }

    /** The public half alone, for those who check and do not sign. */
    public Path publicKeys() {
        return path.resolve("keys-public");
    }

    /** Where services of the edge keep the models they have downloaded; the next start needs no model server. */
    public Path models() {
        return path.resolve("models");
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path scene() {
        return path.resolve("scene");
    }

    public Path siteFile() {
        return path.resolve("site.yaml");
    }

    public Path runFile() {
        return path.resolve("run.json");
    }

    public Path lockFile() {
        return path.resolve("lock");
    }

    /** Makes the folders, readable by their owner only: the edge broker's data hold raw media. */
    public void create() throws IOException {
        for (Path folder : List.of(path, path.resolve("data"), logs(), keys(), publicKeys())) {
            Files.createDirectories(folder);
        }
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Removes the brokers' data, raw media among them. */
    public void deleteData() throws IOException {
        deleteTree(path.resolve("data"));
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (NoSuchFileException nothingThere) {
            // Gone already, which is what was wanted.
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
