/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.catalogue;

import java.nio.file.Path;

/**
 * A folder that is not served.
 *
 * @param why for the log; names files and digests
 */
public record RefusedFolder(Path folder, Reason reason, String why) {
    /** Why a folder is not served. */
    public enum Reason {
        /** A file of it is not there or cannot be read. */
        MISSING,
        /** The network is not the one that is described. */
        WRONG_DIGEST,
        /** Its description cannot be understood. */
        MALFORMED,
        /** Another folder holds a model of the same name or digest. */
        DOUBLE
    }
}
