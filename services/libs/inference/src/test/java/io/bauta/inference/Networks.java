/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The tiny networks of src/test/models, and where a copy can be spoilt. */
public final class Networks {
    private Networks() {}

    public static Path folder(String name) {
        try {
            return Path.of(Networks.class.getResource("/models/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static InferenceSession open(String name) {
        return InferenceSession.open(ModelFile.exported(folder(name)));
    }

    static Path copy(String name, Path to) {
        try (Stream<Path> files = Files.list(folder(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void change(Path file, String what, String to) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(what)) {
            throw new IllegalArgumentException(file + " holds no " + what);
        }
        Files.writeString(file, text.replace(what, to));
    }

    /** The folder of real models that developers have beside the checkout, or where BAUTA_SHARED says. */
    public static Optional<Path> shared(String model) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("bauta"))) {
            folder = folder.getParent();
        }
        Path beside = folder == null ? Path.of("shared") : folder.resolveSibling("shared");
        Path shared =
                Optional.ofNullable(System.getenv("BAUTA_SHARED")).map(Path::of).orElse(beside);
        return Optional.of(shared.resolve("data/models").resolve(model)).filter(Files::isRegularFile);
    }
}
