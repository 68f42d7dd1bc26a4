/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw;

import io.bauta.contracts.Envelope;
import java.util.Objects;

/**
 * The epoch is over: the file ended or the camera was lost; what is buffered can be finished. Carries no media.
 *
 * @param envelope takes part in the sequence like any other record
 */
public record EndOfStream(Envelope envelope) implements RawRecord {
    public EndOfStream {
        Objects.requireNonNull(envelope);
    }
}
