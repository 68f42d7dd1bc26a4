/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.continuum;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells when a number has not changed for a while. Used by one thread. */
final class Standstill {
    private final LongSupplier number;
    private final Duration length;
    private long last = Long.MIN_VALUE;
    private long since;

    Standstill(LongSupplier number, Duration length) {
        this.number = number;
        this.length = length;
    }

    /** Begins to wait anew. */
    void restart() {
        last = number.getAsLong();
        since = System.nanoTime();
    }

    boolean reached() {
        if (number.getAsLong() != last) {
            restart();
        }
        return System.nanoTime() - since >= length.toNanos();
    }
}
