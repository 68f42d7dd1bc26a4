/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import java.lang.foreign.MemorySegment;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/**
 * Brings pictures to planes of red, green and blue of a wanted size, as networks want them: smaller by area, which loses no
 * pixel of a small face, larger linearly. Colours are those of full-range RGB by the picture's own matrix, BT.601 where it
 * names none. Not thread-safe; one for each camera.
 */
public final class RgbScaler implements AutoCloseable {
    /** Where FFmpeg keeps red, green and blue among its planes of green, blue and red. */
    private static final int[] PLANE_OF = {2, 0, 1};

    private static final int FLAGS = swscale.SWS_FULL_CHR_H_INT | swscale.SWS_FULL_CHR_H_INP;
    /**
     * Without {@code SWS_ACCURATE_RND} a picture that keeps its size goes ten times as fast through vector code, which leaves
     * out the last columns of widths that are no multiples of this.
     */
    private static final int VECTOR = 32;

    private SwsContext context;
    private AVFrame target;
    /** The target's planes and the bytes of their rows: views made once, not for each picture. */
    private final MemorySegment[] pixels = new MemorySegment[PLANE_OF.length];

    private final int[] rowsBytes = new int[PLANE_OF.length];
    private int sourceWidth;
    private int sourceHeight;

    /**
     * Scales a picture and writes it into the upper left of a larger one.
     *
     * @param width that the picture gets, at most {@code stride}
     * @param height that it gets
     * @param stride bytes from one row of the planes to the next
     * @param planes red, green and blue; at least {@code height} rows each
     * @throws IllegalArgumentException if the planes are too small or not three
     */
    public void scale(Frame frame, int width, int height, int stride, MemorySegment... planes) {
        demandRoom(width, height, stride, planes);
        AVFrame source = frame.picture();
        prepare(source, width, height);
        Pictures.check(swscale.sws_scale_frame(context, target, source), "a picture cannot be scaled");
        for (int colour = 0; colour < PLANE_OF.length; colour++) {
            int rowBytes = rowsBytes[PLANE_OF[colour]];
            MemorySegment from = pixels[PLANE_OF[colour]];
            for (int row = 0; row < height; row++) {
                MemorySegment.copy(from, (long) row * rowBytes, planes[colour], (long) row * stride, width);
            }
        }
    }

    private void prepare(AVFrame source, int width, int height) {
        boolean sameTarget = target != null && target.width() == width && target.height() == height;
        if (sameTarget && sourceWidth == source.width() && sourceHeight == source.height()) {
            return;
        }
        close();
        boolean smaller = width < source.width() || height < source.height();
        context = swscale.sws_alloc_context();
        int exactness = width % VECTOR == 0 ? 0 : swscale.SWS_ACCURATE_RND;
        context.threads(1).flags(FLAGS | exactness | (smaller ? swscale.SWS_AREA : swscale.SWS_BILINEAR));
        target = avutil.av_frame_alloc();
        target.width(width).height(height).format(avutil.AV_PIX_FMT_GBRP);
        target.color_range(avutil.AVCOL_RANGE_JPEG).colorspace(avutil.AVCOL_SPC_RGB);
        Pictures.check(avutil.av_frame_get_buffer(target, 0), "no memory for a picture of " + width + "x" + height);
        for (int plane = 0; plane < PLANE_OF.length; plane++) {
            rowsBytes[plane] = target.linesize(plane);
            BytePointer data = target.data(plane).capacity((long) rowsBytes[plane] * height);
            pixels[plane] = MemorySegment.ofBuffer(data.asByteBuffer());
        }
        sourceWidth = source.width();
        sourceHeight = source.height();
    }

    private static void demandRoom(int width, int height, int stride, MemorySegment[] planes) {
        if (planes.length != PLANE_OF.length || width < 1 || height < 1 || stride < width) {
            throw new IllegalArgumentException(
                    width + "x" + height + " pixels with a stride of " + stride + " in " + planes.length + " planes");
        }
        long bytes = (long) stride * (height - 1) + width;
        for (MemorySegment plane : planes) {
            if (plane.byteSize() < bytes) {
                throw new IllegalArgumentException(
                        width + "x" + height + " pixels do not fit a plane of " + plane.byteSize() + " bytes");
            }
        }
    }

    @Override
    public void close() {
        if (context != null) {
            swscale.sws_free_context(context);
            avutil.av_frame_free(target);
            context = null;
            target = null;
        }
    }
}
