/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.detect;

import java.nio.file.Path;

/** Told how far looking has come. */
public interface DetectProgress {
    /**
     * @param share of all files, 0 to 1
     * @return whether to go on
     */
    boolean reached(double share, long pictures, long detections);

    /** A file that could not be read as a picture. */
    void refused(Path file, String why);
}
