/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import io.bauta.local.continuum.Continuum;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Waits with a continuum: for its first released chunk, and then until it runs as it will go on running. What is measured
 * begins after that.
 */
final class WarmUp {
    static final Duration LONGEST_START = Duration.ofMinutes(5);

    /** From the first released chunk on: so long the JVMs compile a good part of what they run. */
    private static final Duration LEAST = Duration.ofSeconds(60);
    /** What piled up while everything started is gone when half of the chunks of so long a time keep the target. */
    private static final Duration SETTLE_STEP = Duration.ofSeconds(10);
    /** Also from the first released chunk on; a machine that does not settle is measured as it is. */
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private static final long TICK_MILLIS = 100;

    private final BooleanSupplier cancelled;

    /** @param cancelled asked several times a second; all waiting is cut short then */
    WarmUp(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
    }

    /** Tends the continuum until something is reached or it has a certain age. */
    void until(Continuum continuum, Duration age, Predicate<Continuum> reached)
            throws IOException, InterruptedException {
        while (!cancelled.getAsBoolean() && continuum.age().compareTo(age) < 0 && !reached.test(continuum)) {
            continuum.tend();
            Thread.sleep(TICK_MILLIS);
        }
    }

    void untilFirstReleased(Continuum continuum) throws IOException, InterruptedException {
        until(continuum, LONGEST_START, running -> running.tally()
                .firstReleased()
                .isPresent());
    }

    /**
     * Waits from the first released chunk on: at least {@link #LEAST}, and until the backlog of the start is gone, but not
     * for longer than {@link #LONGEST}.
     *
     * @param forget forgets the latencies so far; called again at the end
     * @param settled whether those since then keep the target
     * @return seconds since the first released chunk
     */
    double settle(Continuum continuum, Runnable forget, BooleanSupplier settled)
            throws IOException, InterruptedException {
        Duration released = continuum.age();
        until(continuum, LEAST.minus(SETTLE_STEP).plus(released), running -> false);
        do {
            forget.run();
            until(continuum, SETTLE_STEP.plus(continuum.age()), running -> false);
        } while (!cancelled.getAsBoolean()
                && !settled.getAsBoolean()
                && continuum.age().compareTo(LONGEST.plus(released)) < 0);
        forget.run();
        return continuum.age().minus(released).toMillis() / 1000.0;
    }
}
