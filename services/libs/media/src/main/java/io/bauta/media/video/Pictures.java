/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import io.bauta.media.MediaException;
import io.bauta.media.ffmpeg.FfmpegError;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** Native YUV420P pictures. */
final class Pictures {
    /** Rows begin where the widest vector instructions like them. */
    private static final int ALIGNMENT = 64;

    private Pictures() {}

    /** A picture with undefined pixels; the caller frees it. */
    static AVFrame allocate(int width, int height) {
        AVFrame picture = avutil.av_frame_alloc();
        picture.format(avutil.AV_PIX_FMT_YUV420P).width(width).height(height);
        int code = avutil.av_frame_get_buffer(picture, ALIGNMENT);
        if (code < 0) {
            avutil.av_frame_free(picture);
            check(code, "no memory for a picture of " + width + "x" + height);
        }
        return picture;
    }

    static void check(int code, String failure) {
        if (code < 0) {
            throw new MediaException(failure + " (" + FfmpegError.text(code) + ")");
        }
    }
}
