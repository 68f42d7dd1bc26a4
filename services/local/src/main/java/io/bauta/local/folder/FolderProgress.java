/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.folder;

/** Told how far a folder has come. */
public interface FolderProgress {
    /**
     * @param share of all files, 0 to 1
     * @return whether to go on; if not, what the file in work has written so far is deleted
     */
    boolean reached(double share);

    /** Something about one file that a person should know, in one line. */
    void said(String line);
}
