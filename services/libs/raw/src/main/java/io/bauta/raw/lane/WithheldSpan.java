/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.lane;

import io.bauta.contracts.outcome.AnonymisationResult.Withheld;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.WithheldReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of records that are withheld one after the other, told in statements of one chunk's length each instead of
 * one per record. Not thread-safe.
 */
public final class WithheldSpan {
    private final WithheldReason reason;
    private final Duration chunk;
    private Instant start;
    private Instant end;

    /** @param chunk how much time one statement covers */
    public WithheldSpan(WithheldReason reason, Duration chunk) {
        this.reason = reason;
        this.chunk = chunk;
    }

    /**
     * Takes a record's time in.
     *
     * @return the statement that became due <em>before</em> this record
     */
    public Optional<Withheld> add(Instant time) {
        Optional<Withheld> due = Optional.empty();
        if (start != null && Duration.between(start, time).compareTo(chunk) >= 0) {
            end = start.plus(chunk);
            due = finish();
        }
        if (start == null || time.isBefore(start)) {
            start = time;
        }
        end = end == null || time.isAfter(end) ? time : end;
        return due;
    }

    /** What is open, if anything is; the span is empty afterwards. */
    public Optional<Withheld> finish() {
        if (start == null) {
            return Optional.empty();
        }
        Withheld withheld = new Withheld(ChunkFacts.at(start, Duration.between(start, end)), reason);
        start = null;
        end = null;
        return Optional.of(withheld);
    }

    public boolean isEmpty() {
        return start == null;
    }
}
