/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.tracing;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What one service did with a chunk, or the whole way as one.
 *
 * @param service that did it; empty for the whole way
 * @param from when it began
 * @param until when it was done; the beginning, where the clocks of two machines put it before that
 * @param failure the name of what went wrong, if something did
 */
public record Step(Optional<String> service, Instant from, Instant until, Optional<String> failure) {
    public Step {
        Objects.requireNonNull(service);
        Objects.requireNonNull(from);
        Objects.requireNonNull(failure);
        until = until.isBefore(from) ? from : until;
    }

    /** From sensor to where it is told. */
    public static Step wholeWay(Instant from, Instant until, Optional<String> failure) {
        return new Step(Optional.empty(), from, until, failure);
    }

    /** Done well. */
    public static Step of(String service, Instant from, Instant until) {
        return new Step(Optional.of(service), from, until, Optional.empty());
    }

    /** Done, and ended in what has this name. */
    public Step failed(String with) {
        return new Step(service, from, until, Optional.of(with));
    }
}
