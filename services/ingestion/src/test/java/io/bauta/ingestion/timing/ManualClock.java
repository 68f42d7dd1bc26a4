/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.timing;

import java.util.ArrayList;
import java.util.List;

/** A wall clock that a test moves; waiting moves it too. */
public final class ManualClock implements WallClock {
    private final List<Long> waits = new ArrayList<>();
    private long now;

    public ManualClock(long now) {
        this.now = now;
    }

    @Override
    public synchronized long micros() {
        return now;
    }

    @Override
    public synchronized void waitUntil(long micros) {
        if (micros > now) {
            waits.add(micros - now);
            now = micros;
        }
    }

    public synchronized void set(long micros) {
        now = micros;
    }

    /** The waits there have been, microseconds. */
    public synchronized List<Long> waits() {
        return List.copyOf(waits);
    }
}
