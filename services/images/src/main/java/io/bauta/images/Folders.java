/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders on their way into an image. */
final class Folders {
    /**
     * A file and where it goes.
     *
     * @param inImage absolute, with slashes
     */
    record Entry(Path file, String inImage) {}

    private Folders() {}

    /** All files below a folder, in an order that does not hang on the file system. */
    static List<Entry> files(Path folder, String inImage) throws IOException {
        String prefix = inImage.endsWith("/") ? inImage : inImage + "/";
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> new Entry(
                            file, prefix + folder.relativize(file).toString().replace('\\', '/')))
                    .sorted(Comparator.comparing(Entry::inImage))
                    .toList();
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
