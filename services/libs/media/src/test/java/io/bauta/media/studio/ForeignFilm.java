/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.studio;

import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * The moving square as a foreign camera delivers it.
 *
 * @param container FFmpeg's name of the muxer
 * @param encoder FFmpeg's name of the encoder
 * @param pixelFormat one of FFmpeg's planar YUV formats of 8 bits
 * @param bPictures B-pictures in a row
 */
public record ForeignFilm(String container, String encoder, int pixelFormat, int bPictures) {
    public static final int FRAMES_A_SECOND = 10;

    public ForeignFilm(String container, String encoder) {
        this(container, encoder, avutil.AV_PIX_FMT_YUV420P, 0);
    }

    /** A file of so many pictures of the usual size. */
    public byte[] shot(int pictures) {
        try (ForeignMuxer muxer = new ForeignMuxer(container)) {
            AVCodecContext context = muxer.encoder(encoder);
            context.width(MovingSquare.WIDTH).height(MovingSquare.HEIGHT).pix_fmt(pixelFormat);
            context.time_base(avutil.av_make_q(1, FRAMES_A_SECOND)).framerate(avutil.av_make_q(FRAMES_A_SECOND, 1));
            context.bit_rate(1_000_000).gop_size(6).max_b_frames(bPictures);
            muxer.begin();
            IntStream.range(0, pictures).forEach(index -> encode(muxer, index));
            return muxer.finish();
        }
    }

    private void encode(ForeignMuxer muxer, int index) {
        AVFrame frame = avutil.av_frame_alloc();
        frame.width(MovingSquare.WIDTH).height(MovingSquare.HEIGHT).format(pixelFormat);
        ForeignMuxer.check(avutil.av_frame_get_buffer(frame, 0));
        for (int plane = 0; plane < 3; plane++) {
            draw(frame, plane, index);
        }
        frame.pts(index);
        muxer.encode(frame);
        avutil.av_frame_free(frame);
    }

    private void draw(AVFrame frame, int plane, int index) {
        int acrossShift = plane == 0 ? 0 : shift(true);
        int downShift = plane == 0 ? 0 : shift(false);
        BytePointer pixels = frame.data(plane);
        for (int y = 0; y < MovingSquare.HEIGHT >> downShift; y++) {
            for (int x = 0; x < MovingSquare.WIDTH >> acrossShift; x++) {
                int value = plane == 0
                        ? MovingSquare.luma(index, x, y)
                        : MovingSquare.chroma(index, plane, x << acrossShift, y << downShift);
                pixels.put((long) y * frame.linesize(plane) + x, (byte) value);
            }
        }
    }

    private int shift(boolean across) {
        var format = avutil.av_pix_fmt_desc_get(pixelFormat);
        return across ? format.log2_chroma_w() : format.log2_chroma_h();
    }

    @Override
    public String toString() {
        return encoder + " in " + container + (bPictures > 0 ? " with B-pictures" : "") + " as "
                + avutil.av_get_pix_fmt_name(pixelFormat).getString();
    }
}
