/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import java.util.OptionalLong;

/** Hears how far a file has come; called after every packet, so it should be quick. */
@FunctionalInterface
public interface FileProgress {
    /**
     * @param doneMicros how much of the file has been dealt with, in its own time
     * @param totalMicros how long it is, as far as its container says
     * @return false to stop: what was written so far is deleted
     */
    boolean reached(long doneMicros, OptionalLong totalMicros);
}
