/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.timing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** The node's wall clock and the way to wait for it, so that tests need no real time. Thread-safe. */
public interface WallClock {

    /** Microseconds since 1970. */
    long micros();

    /** Returns at once if the time has come already. */
    void waitUntil(long micros) throws InterruptedException;

    default long millis() {
        return Math.floorDiv(micros(), 1000L);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static WallClock system() {
        return new WallClock() {
            @Override
            public long micros() {
                return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
            }

            @Override
            public void waitUntil(long micros) throws InterruptedException {
                for (long left = micros - micros(); left > 0; left = micros - micros()) {
                    TimeUnit.MICROSECONDS.sleep(left);
                }
            }
        };
    }
}
