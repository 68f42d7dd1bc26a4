/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.contracts.provenance.Digests;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** The tiny networks of services/libs/inference, exported into a folder as a test needs them. */
public final class Networks {
    /** Bytes to numbers, at any size; 196 parameters. */
    public static final String PICTURE = "picture";

    /** A number of four by its index, an INT64. */
    public static final String LOOKUP = "lookup";

    /** How many things it finds hangs on what it is shown, which cannot be served. */
    public static final String FOUND = "found";

    private Networks() {}

    /** Where one lies; not to be changed. */
    public static Path folder(String name) {
        try {
            return Path.of(Networks.class.getResource("/models/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a copy into a folder of exported models. */
    public static Path export(String name, Path exported) throws IOException {
        return copy(name, exported.resolve(name));
    }

    /** Puts a copy there that does the same under another name and digest, as smaller variants do. */
    public static Path exportVariant(String name, String as, Path exported) throws IOException {
        Path to = copy(name, exported.resolve(as));
        Path network = to.resolve("model.onnx");
        String before = digest(to);
        Files.write(network, remark(as), StandardOpenOption.APPEND);
        change(to.resolve("model.json"), before, digest(to));
        change(to.resolve("model.json"), "\"name\": \"" + name + "\"", "\"name\": \"" + as + "\"");
        return to;
    }

    /** Of the network in a folder. */
    public static String digest(Path folder) throws IOException {
        return Digests.sha256(Files.readAllBytes(folder.resolve("model.onnx")));
    }

    /** Replaces what must be there. */
    public static void change(Path file, String what, String to) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(what)) {
            throw new IllegalArgumentException(file + " holds no " + what);
        }
        Files.writeString(file, text.replace(what, to));
    }

    /** In a protobuf message of ONNX one more field, {@code doc_string}: other bytes, the same network. */
    private static byte[] remark(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return ByteBuffer.allocate(2 + bytes.length)
                .put((byte) 0x32)
                .put((byte) bytes.length)
                .put(bytes)
                .array();
    }

    /** Puts a copy into a folder of any name. */
    public static Path copy(String name, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(folder(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
        return to;
    }
}
