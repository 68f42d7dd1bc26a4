/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.outlet;

import static java.util.Comparator.naturalOrder;

import io.bauta.contracts.Topic;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of the contracts module, wherever that is: a jar when packaged, a folder in tests. */
@Singleton
public class PublishedContracts {
    private static final String FOLDER = "io/bauta/contracts/";
    private static final String SCHEMAS = FOLDER + "schemas/";
    private static final String ASYNC_API = FOLDER + "asyncapi.yaml";
    private final List<String> names;

    public PublishedContracts() {
        this.names = list();
    }

    List<String> schemaNames() {
        return names;
    }

    Optional<byte[]> schema(String name) {
        return names.contains(name) ? Optional.of(read(SCHEMAS + name)) : Optional.empty();
    }

    byte[] asyncApi() {
        return read(ASYNC_API);
    }

    private static List<String> list() {
        try {
            Path home = Path.of(Topic.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(home)) {
                return names(home.resolve(SCHEMAS));
            }
            try (FileSystem jar = FileSystems.newFileSystem(home)) {
                return names(jar.getPath(SCHEMAS));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the schemas of the contracts module cannot be listed", e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted(naturalOrder())
                    .toList();
        }
    }

    private static byte[] read(String resource) {
        try (InputStream in = Topic.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
