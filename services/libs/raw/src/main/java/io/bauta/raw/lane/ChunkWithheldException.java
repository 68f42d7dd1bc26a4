/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.lane;

import io.bauta.contracts.outcome.WithheldReason;

/** Thrown by a lane that cannot finish a chunk and knows why. The message never quotes media. */
public final class ChunkWithheldException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final WithheldReason reason;

    public ChunkWithheldException(WithheldReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public ChunkWithheldException(WithheldReason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public WithheldReason reason() {
        return reason;
    }
}
