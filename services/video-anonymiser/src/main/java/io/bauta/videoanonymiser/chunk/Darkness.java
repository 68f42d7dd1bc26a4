/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.contracts.outcome.AnonymisationResult.Withheld;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.raw.lane.RawPosition;
import io.bauta.raw.lane.WithheldSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Access units in a row that no picture came of, and why; told in statements of one chunk's length. Not thread-safe. */
final class Darkness {
    private final Duration chunk;
    private final Listener listener;
    private WithheldReason reason = WithheldReason.NO_KEYFRAME;
    private WithheldSpan span;
    private long lastEpoch;
    private long lastPtsMicros = Long.MIN_VALUE;

    /** Hears of what is withheld. */
    interface Listener {
        /**
         * @param lastPtsMicros of the last unit it is about
         * @param next the first unit it is not about, if that is known
         */
        void withheld(Withheld withheld, long lastEpoch, long lastPtsMicros, Optional<RawPosition> next);
    }

    Darkness(Duration chunk, Listener listener) {
        this.chunk = chunk;
        this.listener = listener;
        this.span = new WithheldSpan(reason, chunk);
    }

    void add(WithheldReason why, Instant time, long ptsMicros, RawPosition at) {
        if (why != reason) {
            end(Optional.of(at));
            reason = why;
            span = new WithheldSpan(why, chunk);
        }
        tell(span.add(time), Optional.of(at));
        lastEpoch = at.epoch();
        lastPtsMicros = Math.max(ptsMicros, lastPtsMicros);
    }

    /** It is over; what was not told yet is told now. */
    void end(Optional<RawPosition> next) {
        tell(span.finish(), next);
        lastPtsMicros = Long.MIN_VALUE;
    }

    private void tell(Optional<Withheld> due, Optional<RawPosition> next) {
        due.ifPresent(withheld -> listener.withheld(withheld, lastEpoch, lastPtsMicros, next));
    }
}
