/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/**
 * Brings pictures of any pixel format to YUV420P of the same size. The range of luma stays what it was: no pixel is
 * touched for its sake, and RGB becomes limited range. Not thread-safe.
 */
final class PixelConverter implements AutoCloseable {
    private SwsContext context;

    /** Whether a picture must be converted; where not, it only needs {@link #rename}. */
    static boolean needed(AVFrame picture) {
        return picture.format() != avutil.AV_PIX_FMT_YUV420P && picture.format() != avutil.AV_PIX_FMT_YUVJ420P;
    }

    /** FFmpeg's old "J" formats say in the format's name what belongs in the colour range. */
    static void rename(AVFrame picture) {
        if (picture.format() == avutil.AV_PIX_FMT_YUVJ420P) {
            picture.format(avutil.AV_PIX_FMT_YUV420P).color_range(avutil.AVCOL_RANGE_JPEG);
        }
    }

    /** A new picture with the same properties; the source stays the caller's. */
    AVFrame convert(AVFrame source) {
        return convert(source, !isRgb(source) && hasFullRange(source));
    }

    /** The same with luma of a wanted range. */
    AVFrame convert(AVFrame source, boolean fullRange) {
        if (context == null) {
            context = swscale.sws_alloc_context();
            context.threads(1).flags(swscale.SWS_BILINEAR | swscale.SWS_ACCURATE_RND);
        }
        AVFrame target = Pictures.allocate(source.width(), source.height());
        int code = avutil.av_frame_copy_props(target, source);
        if (code >= 0) {
            target.color_range(fullRange ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
            if (isRgb(source)) {
                target.colorspace(avutil.AVCOL_SPC_SMPTE170M);
            }
            code = swscale.sws_scale_frame(context, target, source);
        }
        if (code < 0) {
            avutil.av_frame_free(target);
            Pictures.check(code, "pixels cannot be converted");
        }
        return target;
    }

    private static boolean isRgb(AVFrame picture) {
        AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(picture.format());
        return format != null && (format.flags() & avutil.AV_PIX_FMT_FLAG_RGB) != 0;
    }

    private static boolean hasFullRange(AVFrame picture) {
        return picture.color_range() == avutil.AVCOL_RANGE_JPEG
                || switch (picture.format()) {
                    case avutil.AV_PIX_FMT_YUVJ422P, avutil.AV_PIX_FMT_YUVJ444P, avutil.AV_PIX_FMT_YUVJ440P -> true;
                    default -> false;
                };
    }

    @Override
    public void close() {
        if (context != null) {
            swscale.sws_free_context(context);
            context = null;
        }
    }
}
