/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/** Makes frames of another size: smaller by area, which makes nothing finer than it was. Not thread-safe. */
public final class FrameScaler implements AutoCloseable {
    private SwsContext context;

    /**
     * A new frame of the wanted size with the same time and range of luma; the source stays the caller's.
     *
     * @param width pixels, at least 1
     * @param height pixels, at least 1
     */
    public Frame scale(Frame source, int width, int height) {
        if (context == null) {
            context = swscale.sws_alloc_context();
            context.threads(1).flags(swscale.SWS_AREA | swscale.SWS_ACCURATE_RND);
        }
        AVFrame target = Pictures.allocate(width, height);
        int code = avutil.av_frame_copy_props(target, source.picture());
        if (code >= 0) {
            code = swscale.sws_scale_frame(context, target, source.picture());
        }
        if (code < 0) {
            avutil.av_frame_free(target);
            Pictures.check(code, "a picture cannot be scaled");
        }
        return new Frame(target);
    }

    @Override
    public void close() {
        if (context != null) {
            swscale.sws_free_context(context);
            context = null;
        }
    }
}
