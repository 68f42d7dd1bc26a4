/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import io.bauta.media.MediaException;

/** A packet that could not be decoded. The decoder stays usable: go on with the next keyframe. */
public final class DecodeException extends MediaException {
    /** Why. */
    public enum Kind {
        /** The bytes are damaged, or references they need are missing. */
        CORRUPT,
        /** The picture is larger than the decoder's budget. */
        TOO_LARGE,
        /** The codec, or this feature of it, is not built in. */
        UNSUPPORTED,
        /** Native memory ran out. */
        OUT_OF_MEMORY
    }

    private final Kind kind;

    public DecodeException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
