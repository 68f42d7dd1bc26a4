/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.provenance;

/** A statement that is missing, unreadable, unsigned, signed by a stranger, or about something else. */
public final class InvalidProvenanceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidProvenanceException(String message) {
        super(message);
    }
}
