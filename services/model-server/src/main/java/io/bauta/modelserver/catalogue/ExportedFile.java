/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.catalogue;

import io.bauta.contracts.provenance.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * A file of an exported model, as it was when its digest was taken.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param bytes its length
 * @param changed when it was last written
 */
public record ExportedFile(Path path, String sha256, long bytes, FileTime changed) {
    /** Beyond this it is no file of a model for an edge node. */
    private static final long LARGEST_BYTES = 256L << 20;

    static ExportedFile read(Path path) throws IOException {
        BasicFileAttributes before = Files.readAttributes(path, BasicFileAttributes.class);
        if (before.size() > LARGEST_BYTES) {
            throw new IOException(path + " is larger than " + LARGEST_BYTES + " bytes");
        }
        byte[] content = Files.readAllBytes(path);
        return new ExportedFile(path, Digests.sha256(content), content.length, before.lastModifiedTime());
    }

    /** Whether it may still be handed out under its digest. */
    public boolean unchanged() {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return now.size() == bytes && now.lastModifiedTime().equals(changed);
        } catch (IOException gone) {
            return false;
        }
    }
}
