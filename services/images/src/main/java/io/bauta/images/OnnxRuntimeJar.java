/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * ONNX Runtime comes as one jar with its libraries for every system, and unpacks 28 MB whenever a process first needs them.
 * An image has those of its machine unpacked, and the jar without any.
 */
final class OnnxRuntimeJar {
    private static final String NATIVE = "ai/onnxruntime/native/";
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private OnnxRuntimeJar() {}

    static boolean is(String jar) {
        return jar.contains("onnxruntime-") && jar.endsWith(".jar");
    }

    /** Writes the jar without its libraries. */
    static Path withoutLibraries(Path jar, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(target))) {
            List<? extends ZipEntry> kept = from.stream()
                    .filter(entry -> !entry.getName().startsWith(NATIVE))
                    .toList();
            for (ZipEntry entry : kept) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(NO_TIME);
                to.putNextEntry(copy);
                copy(from, entry, to);
            }
        }
        return target;
    }

    /** Unpacks the libraries for a machine. */
    static void unpack(Path jar, Machine machine, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (ZipFile from = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> libraries = from.stream()
                    .filter(entry -> entry.getName().startsWith(machine.onnxRuntimeFolder()) && !entry.isDirectory())
                    .toList();
            for (ZipEntry entry : libraries) {
                String name =
                        entry.getName().substring(machine.onnxRuntimeFolder().length());
                try (OutputStream to =
                        Files.newOutputStream(folder.resolve(Path.of(name).getFileName()))) {
                    copy(from, entry, to);
                }
            }
        }
    }

    private static void copy(ZipFile from, ZipEntry entry, OutputStream to) throws IOException {
        try (InputStream in = from.getInputStream(entry)) {
            in.transferTo(to);
        }
    }
}
