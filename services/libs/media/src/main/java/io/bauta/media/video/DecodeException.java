/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import io.bauta.media.MediaException;
import io.bauta.media.ffmpeg.FfmpegError;
import org.bytedeco.ffmpeg.global.avutil;

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

    /** FFmpeg's refusal to open a decoder: what it was told is damaged, unless memory or the codec is missing. */
    static DecodeException opening(int code, String failure) {
        return code == FfmpegError.INVALID_ARGUMENT
                ? new DecodeException(Kind.CORRUPT, failure + " (" + FfmpegError.text(code) + ")")
                : of(code, failure);
    }

    /** FFmpeg's return code as a failure. */
    static DecodeException of(int code, String failure) {
        Kind kind =
                switch (code) {
                    case FfmpegError.OUT_OF_MEMORY -> Kind.OUT_OF_MEMORY;
                    // What FFmpeg answers to a picture beyond max_pixels, and to little else.
                    case FfmpegError.INVALID_ARGUMENT -> Kind.TOO_LARGE;
                    default -> code == avutil.AVERROR_PATCHWELCOME ? Kind.UNSUPPORTED : Kind.CORRUPT;
                };
        return new DecodeException(kind, failure + " (" + FfmpegError.text(code) + ")");
    }
}
