/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.ffmpeg;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg's negative return codes in words. Codes below are Linux's errno, which FFmpeg passes on with the sign turned. */
public final class FfmpegError {
    public static final int NOT_PERMITTED = -1;
    public static final int NO_SUCH_FILE = -2;
    public static final int IO = -5;
    public static final int AGAIN = -11;
    public static final int OUT_OF_MEMORY = -12;
    public static final int ACCESS_DENIED = -13;
    public static final int INVALID_ARGUMENT = -22;
    public static final int NETWORK_UNREACHABLE = -101;
    public static final int TIMED_OUT = -110;
    public static final int CONNECTION_REFUSED = -111;
    public static final int HOST_UNREACHABLE = -113;

    private FfmpegError() {}

    /** FFmpeg's own sentence for a code; it never names files or addresses. */
    public static String text(int code) {
        byte[] buffer = new byte[128];
        avutil.av_strerror(code, buffer, buffer.length);
        int end = 0;
        while (end < buffer.length && buffer[end] != 0) {
            end++;
        }
        return new String(buffer, 0, end, UTF_8);
    }
}
