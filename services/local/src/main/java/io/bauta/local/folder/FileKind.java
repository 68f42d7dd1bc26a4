/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.folder;

import io.bauta.local.Refusal;
import io.bauta.local.file.PictureFormat;
import io.bauta.local.input.Input;
import io.bauta.local.input.InputProbe;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What a file of a folder is, and the name of what is made of it. */
enum FileKind {
    STILL(Set.of("jpg", "jpeg", "png"), ".png"),
    FILM(Set.of("mp4", "mov", "mkv"), ".mp4"),
    SOUND(Set.of("flac", "wav", "mp3", "m4a", "opus", "ogg"), ".flac");

    /** Files that claim to be films or sound: if they cannot be opened, that is a failure. */
    private static final Set<String> CLAIMS = Set.of(
            "mp4", "mov", "mkv", "avi", "webm", "m4v", "mpg", "mpeg", "ts", "mts", "m2ts", "3gp", "flv", "wmv", "gif",
            "mjpeg", "wav", "flac", "mp3", "m4a", "aac", "ogg", "opus", "wma");

    @SuppressWarnings("ImmutableEnumChecker") // of Set.of
    private final Set<String> written;

    private final String otherwise;

    FileKind(Set<String> written, String otherwise) {
        this.written = written;
        this.otherwise = otherwise;
    }

    /**
     * @return empty if it is none of them
     * @throws Refusal if its ending says that it is one, but it cannot be opened
     */
    static Optional<FileKind> of(Path file) {
        if (PictureFormat.isStill(file)) {
            return Optional.of(STILL);
        }
        try {
            Input input = InputProbe.probe(file.toString());
            return Optional.of(input.picture() ? FILM : SOUND);
        } catch (Refusal e) {
            if (CLAIMS.contains(PictureFormat.ending(file))) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * The output's name: the input's, where files of that ending can be written; else with an ending added, so that
     * {@code a.bmp} and {@code a.webp} stay apart, in this run and in the next.
     */
    Path named(Path relative) {
        return written.contains(PictureFormat.ending(relative))
                ? relative
                : relative.resolveSibling(relative.getFileName() + otherwise);
    }
}
