/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.resume;

import java.util.Locale;
import java.util.Optional;

/** Why an epoch is over; written beside the end of stream, because a restart has to know. */
public enum EndReason {
    /** The file was played to its end. */
    FINISHED,
    /** Ingestion was told to stop. */
    STOPPED,
    /** The connection broke off. */
    DISCONNECTED,
    /** Something was lost in between; the sensor goes on in a new epoch. */
    INTERRUPTED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<EndReason> labelled(String label) {
        for (EndReason reason : values()) {
            if (reason.label().equals(label)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
