/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.supervision;

import java.time.Duration;

/**
 * How long to wait before a service is started again: at once after a long life, longer with every short one, and not any
 * more if it never becomes ready.
 */
final class BackOff {
    static final int HOPELESS_AFTER = 5;
    private static final Duration SHORT_LIFE = Duration.ofSeconds(10);
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private int shortLives;
    private int neverReady;

    /** Notes that an incarnation has ended and returns how long to wait before the next. */
    Duration afterLife(Duration life, boolean wasReady) {
        neverReady = wasReady ? 0 : neverReady + 1;
        shortLives = life.compareTo(SHORT_LIFE) < 0 ? shortLives + 1 : 0;
        Duration wait = FIRST.multipliedBy(1L << Math.clamp(shortLives - 1, 0, 10));
        return shortLives == 0 ? Duration.ZERO : wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    /** Whether it has ended too often in a row without ever being ready. */
    boolean hopeless() {
        return neverReady >= HOPELESS_AFTER;
    }
}
