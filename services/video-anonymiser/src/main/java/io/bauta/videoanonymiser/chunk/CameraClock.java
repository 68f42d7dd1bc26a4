/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import java.util.TreeMap;

/**
 * The camera's clock and the wall clock: what each access unit said of both, looked up when its picture comes out of the
 * decoder some units later. Not thread-safe.
 */
final class CameraClock {
    private static final int MOST_KEPT = 256;
    private static final long USUAL_STEP_MICROS = 40_000;
    private static final long LONGEST_STEP_MICROS = 1_000_000;

    private final TreeMap<Long, Long> wallByPts = new TreeMap<>();
    private long lastOffset;
    private long step = USUAL_STEP_MICROS;

    void note(long ptsMicros, long wallMicros) {
        nearestStep(ptsMicros);
        wallByPts.put(ptsMicros, wallMicros);
        lastOffset = wallMicros - ptsMicros;
        if (wallByPts.size() > MOST_KEPT) {
            wallByPts.pollFirstEntry();
        }
    }

    private void nearestStep(long ptsMicros) {
        Long before = wallByPts.lowerKey(ptsMicros);
        long distance = before == null ? 0 : ptsMicros - before;
        if (distance > 0 && distance <= LONGEST_STEP_MICROS) {
            step = distance;
        }
    }

    long wallMicros(long ptsMicros) {
        Long noted = wallByPts.get(ptsMicros);
        return noted != null ? noted : ptsMicros + lastOffset;
    }

    /** The usual time from one picture to the next. */
    long stepMicros() {
        return step;
    }

    void forget() {
        wallByPts.clear();
    }
}
