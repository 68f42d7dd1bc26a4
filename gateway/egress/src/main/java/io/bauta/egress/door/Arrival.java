/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

import io.bauta.contracts.Envelope;
import java.util.Objects;

/**
 * A record that wants to leave the edge.
 *
 * @param envelope what its headers say; not yet believed
 * @param value its bytes; owned by the record, not copied, not to be changed
 */
public record Arrival(Envelope envelope, byte[] value) {
    public Arrival {
        Objects.requireNonNull(envelope);
        Objects.requireNonNull(value);
    }

    /** Media mask themselves in logs and errors. */
    @Override
    public String toString() {
        return "Arrival[" + envelope.id() + ", " + value.length + " bytes masked]";
    }
}
