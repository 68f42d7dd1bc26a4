/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.file;

import io.bauta.media.MediaException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file that grows under a hidden name beside its target and takes the target's name when it is whole. */
final class PendingFile implements AutoCloseable {
    private final Path target;
    private final Path hidden;

    private PendingFile(Path target, Path hidden) {
        this.target = target;
        this.hidden = hidden;
    }

    /** @throws MediaException if the folder is missing or cannot be written to */
    static PendingFile of(Path target) {
        Path absolute = target.toAbsolutePath();
        Path hidden = absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            // Not createTempFile: the finished file has the permissions that this user's files have.
            return new PendingFile(absolute, Files.createFile(hidden));
        } catch (IOException e) {
            throw new MediaException(target + ": cannot be written; check that its folder exists and permits it", e);
        }
    }

    Path path() {
        return hidden;
    }

    void publish() {
        try {
            try {
                Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(hidden, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new MediaException(target + ": is written but cannot be given its name", e);
        }
    }

    /** Deletes what was not published. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(hidden);
        } catch (IOException e) {
            throw new MediaException(hidden + ": an unfinished file cannot be deleted; delete it by hand", e);
        }
    }
}
