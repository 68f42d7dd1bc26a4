/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import io.bauta.media.MediaException;

/** A source that cannot be opened or read on. Its message names the source without user and password. */
public final class SourceException extends MediaException {
    /** Why, so that a caller knows whether trying again is of use. */
    public enum Kind {
        /** No such file, host or path on the host. */
        NOT_FOUND,
        /** There, but refuses: connection refused, wrong password, no permission. */
        REFUSED,
        /** Did not answer in time. */
        TIMED_OUT,
        /** Answers, but not with media known here. */
        NOT_MEDIA,
        /** Media without a picture or sound stream. */
        NO_STREAMS,
        /** Broke off in the middle: connection lost, file cut short. */
        ENDED_EARLY,
        /** Closed by {@link SourceReader#close()} while at work. */
        CLOSED
    }

    private final Kind kind;

    public SourceException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
