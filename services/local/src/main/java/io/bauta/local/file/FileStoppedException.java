/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

/** A person stopped it; nothing was left behind. */
public final class FileStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** To be thrown by whoever works at a file and hears that it is to stop. */
    public FileStoppedException() {
        super("stopped; no output was written");
    }
}
