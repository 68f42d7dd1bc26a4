/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import java.util.Locale;

/** Where a source stands. */
public enum SourceState {
    /** Not begun yet; a file asks the broker first how far it had come. */
    STARTING,
    /** Being opened. */
    CONNECTING,
    /** Delivering. */
    CONNECTED,
    /** Failed; the next attempt comes by itself. */
    WAITING,
    /** A file that has been played to its end. */
    FINISHED,
    /** Ingestion is stopping or has stopped. */
    STOPPED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
