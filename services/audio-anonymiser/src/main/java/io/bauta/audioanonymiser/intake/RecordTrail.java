/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.intake;

import io.bauta.raw.lane.RawPosition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Which raw record holds which samples of the run, as far back as a restart could need. Not thread-safe. */
final class RecordTrail {
    private final Deque<Step> steps = new ArrayDeque<>();

    /**
     * @param at where the record stands
     * @param firstIndex its first sample in the run
     * @param length its samples
     */
    record Step(RawPosition at, long firstIndex, int length) {
        boolean holds(long index) {
            return index < firstIndex + length;
        }
    }

    void clear() {
        steps.clear();
    }

    void add(RawPosition at, long firstIndex, int length) {
        steps.add(new Step(at, firstIndex, length));
    }

    /** The record holding a sample, those before it forgotten; empty if it has not come yet. */
    Optional<Step> from(long index) {
        while (!steps.isEmpty() && !steps.getFirst().holds(index)) {
            steps.removeFirst();
        }
        return Optional.ofNullable(steps.peekFirst());
    }
}
