/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubled each time up to a cap, with "equal jitter" (half fixed, half drawn),
 * so that cameras behind one switch do not come back in step. Not thread-safe.
 */
public final class Backoff {
    private final Duration first;
    private final Duration cap;
    private final RandomGenerator random;
    private int attempts;

    public Backoff(Duration first, Duration cap, RandomGenerator random) {
        this.first = first;
        this.cap = cap;
        this.random = random;
    }

    public Duration next() {
        long ceiling = Math.min(cap.toMillis(), first.toMillis() << Math.min(attempts, 20));
        attempts++;
        return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
    }

    /** All is well again. */
    public void reset() {
        attempts = 0;
    }
}
