/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.raw.lane.RawPosition;
import java.util.Optional;

/** How a sensor's record stands to the one before it. */
enum Continuity {
    /** It is the next one. */
    FOLLOWS,
    /** It begins a new epoch: decoding cannot go on from the one before. */
    BEGINS,
    /** It was seen before: its source began again at an earlier place. */
    REPEATS,
    /** Records before it were never seen. */
    AFTER_HOLE;

    static Continuity of(Optional<RawPosition> expected, RawPosition at) {
        if (expected.isPresent() && expected.get().isAny()) {
            return BEGINS;
        }
        if (expected.isEmpty() || expected.get().epoch() != at.epoch()) {
            return at.sequence() == 0 ? BEGINS : AFTER_HOLE;
        }
        long ahead = at.sequence() - expected.get().sequence();
        return ahead == 0 ? FOLLOWS : ahead < 0 ? REPEATS : AFTER_HOLE;
    }
}
