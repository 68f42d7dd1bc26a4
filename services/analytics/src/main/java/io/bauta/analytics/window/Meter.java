/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.window;

import io.bauta.contracts.Envelope;
import java.time.Instant;
import java.util.List;

/**
 * Turns the chunks of one sensor into windows. Not thread-safe: its owner calls it for one chunk at a time.
 *
 * @param <W> the windows it makes
 */
public interface Meter<W> {
    /** Measures one chunk. Never throws for what the chunk holds: what cannot be decoded is noted as such. */
    Measured<W> add(Envelope envelope, byte[] media);

    /** Closes the open windows because nothing has come for a while. */
    List<W> closeOpen();

    /** Windows that begin before this instant are closed. */
    Instant closedBefore();

    /**
     * @param reading what became of the chunk
     * @param closed the windows that the chunk closed, oldest first
     * @param end the last instant that the chunk has a part in
     */
    record Measured<W>(Reading reading, List<W> closed, Instant end) {
        public Measured {
            closed = List.copyOf(closed);
        }
    }

    /** What became of a chunk; each is a metric label. */
    enum Reading {
        MEASURED,
        UNDECODABLE,
        SEEN_BEFORE,
        LATE
    }
}
