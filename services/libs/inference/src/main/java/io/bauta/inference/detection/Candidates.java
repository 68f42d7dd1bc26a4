/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Cells of one kind that are likely enough, of which the best of those that overlap are kept: greedy suppression, as old as
 * detectors are. The same numbers in the same order as {@code bauta_models.detector.decoding}.
 */
final class Candidates {
    /** An untrained network calls every cell a little likely; more than these are not looked at. */
    static final int MOST_LOOKED_AT = 1000;

    /** Of one kind in one picture. */
    static final int MOST_KEPT = 300;

    private final List<Detection> found = new ArrayList<>();

    void add(Detection detection) {
        found.add(detection);
    }

    /** @param overlap two boxes with more in common are one thing seen twice */
    List<Detection> suppressed(float overlap) {
        found.sort(Comparator.comparingDouble(Detection::score).reversed());
        List<Detection> left = found.subList(0, Math.min(found.size(), MOST_LOOKED_AT));
        List<Detection> kept = new ArrayList<>();
        for (Detection next : left) {
            if (kept.size() == MOST_KEPT) {
                break;
            }
            if (!isSeen(next, kept, overlap)) {
                kept.add(next);
            }
        }
        return kept;
    }

    /** A loop, not a stream: it runs for every candidate of every picture. */
    private static boolean isSeen(Detection next, List<Detection> kept, float overlap) {
        for (int i = 0; i < kept.size(); i++) {
            if (kept.get(i).overlap(next) > overlap) {
                return true;
            }
        }
        return false;
    }
}
