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

    /**
     * Progress of one part of the whole.
     *
     * @param from share of the whole that is done before it
     * @param to share that is done after it
     */
    default FileProgress part(double from, double to) {
        long whole = 1_000_000;
        return (at, total) -> {
            double done = total.isEmpty() ? 0 : Math.clamp((double) at / Math.max(1, total.getAsLong()), 0, 1);
            return reached(Math.round(whole * (from + (to - from) * done)), OptionalLong.of(whole));
        };
    }
}
