/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import io.bauta.media.demux.SourceException.Kind;
import io.bauta.media.ffmpeg.FfmpegError;
import io.bauta.media.ffmpeg.Interrupt;
import java.time.Duration;
import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg's return codes as failures a person can act on. */
final class SourceFailure {
    private SourceFailure() {}

    static SourceException opening(String name, int code, Interrupt interrupt, Duration allowed) {
        Kind kind = interrupt.isShut() ? Kind.CLOSED : interrupt.isExpired() ? Kind.TIMED_OUT : kindOf(code);
        return new SourceException(
                kind,
                switch (kind) {
                    case NOT_FOUND -> name + ": not found; check the path, the host's name and that it can be reached";
                    case REFUSED -> name + ": refuses; check user, password and permissions, and that it is running";
                    case TIMED_OUT ->
                        name + ": gave no answer within " + seconds(allowed) + "; check address and network";
                    case NO_STREAMS -> name + ": holds neither picture nor sound";
                    case CLOSED -> name + ": given up while opening";
                    case NOT_MEDIA, ENDED_EARLY ->
                        name + ": answers, but not with media known here (" + FfmpegError.text(code) + ")";
                });
    }

    static SourceException reading(String name, int code, Interrupt interrupt, Duration allowed) {
        if (interrupt.isShut()) {
            return new SourceException(Kind.CLOSED, name + ": closed while reading");
        }
        if (interrupt.isExpired() || code == FfmpegError.TIMED_OUT) {
            return new SourceException(Kind.TIMED_OUT, name + ": sent nothing for " + seconds(allowed));
        }
        return new SourceException(
                Kind.ENDED_EARLY, name + ": broke off in the middle (" + FfmpegError.text(code) + ")");
    }

    private static Kind kindOf(int code) {
        if (code == FfmpegError.NO_SUCH_FILE
                || code == FfmpegError.IO // a host name that does not resolve
                || code == FfmpegError.HOST_UNREACHABLE
                || code == FfmpegError.NETWORK_UNREACHABLE
                || code == avutil.AVERROR_HTTP_NOT_FOUND) {
            return Kind.NOT_FOUND;
        }
        if (code == FfmpegError.CONNECTION_REFUSED
                || code == FfmpegError.ACCESS_DENIED
                || code == FfmpegError.NOT_PERMITTED
                || code == avutil.AVERROR_HTTP_UNAUTHORIZED
                || code == avutil.AVERROR_HTTP_FORBIDDEN
                || code == avutil.AVERROR_HTTP_TOO_MANY_REQUESTS
                || code == avutil.AVERROR_HTTP_SERVER_ERROR) {
            return Kind.REFUSED;
        }
        return code == FfmpegError.TIMED_OUT ? Kind.TIMED_OUT : Kind.NOT_MEDIA;
    }

    private static String seconds(Duration time) {
        return time.toMillis() / 1000.0 + " s";
    }
}
