/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.window;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Where the windows of a sensor go on.
 *
 * @param last the newest window that is published already; empty for a sensor without any
 */
public record Resume(Optional<Published> last) {
    public static final Resume FROM_NOTHING = new Resume(Optional.empty());

    /**
     * @param start first instant of the window
     * @param epoch numbering of its record
     * @param sequence number of its record
     */
    public record Published(Instant start, long epoch, long sequence) {}

    /** Windows that begin before this instant are published. */
    public Instant closedBefore() {
        return last.map(window -> window.start().plus(1, ChronoUnit.MICROS)).orElse(Instant.EPOCH);
    }
}
