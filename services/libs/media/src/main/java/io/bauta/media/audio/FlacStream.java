/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import io.bauta.media.MediaException;
import io.bauta.media.ffmpeg.CodecConfiguration;
import io.bauta.media.ffmpeg.FfmpegError;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** One run of FFmpeg's FLAC encoder over one chunk, a packet per block. Not thread-safe. */
final class FlacStream implements AutoCloseable {
    /** What a frame header can say; a chunk of half a second is one block. */
    static final int LARGEST_BLOCK = 65_535;

    static final int SMALLEST_BLOCK = 16;

    private final AVCodecContext context;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame block = avutil.av_frame_alloc();

    private FlacStream(AVCodecContext context) {
        this.context = context;
    }

    /** @param predicts whether samples are told by those before them; else each by itself, which takes more bytes */
    static FlacStream open(int sampleRate, int samples, boolean predicts) {
        AVCodec encoder = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_FLAC);
        AVCodecContext context = avcodec.avcodec_alloc_context3(encoder);
        context.sample_rate(sampleRate).sample_fmt(avutil.AV_SAMPLE_FMT_S16);
        avutil.av_channel_layout_default(context.ch_layout(), 1);
        try (AVRational sample = new AVRational()) {
            context.time_base(sample.num(1).den(sampleRate));
        }
        context.frame_size(Math.clamp(samples, SMALLEST_BLOCK, LARGEST_BLOCK));
        if (!predicts) {
            avutil.av_opt_set(context.priv_data(), "lpc_type", "fixed", 0);
            avutil.av_opt_set_int(context.priv_data(), "min_prediction_order", 0, 0);
            avutil.av_opt_set_int(context.priv_data(), "max_prediction_order", 0, 0);
        }
        int code = avcodec.avcodec_open2(context, encoder, (AVDictionary) null);
        if (code < 0) {
            avcodec.avcodec_free_context(context);
        }
        check(code);
        return new FlacStream(context);
    }

    int blockSize() {
        return context.frame_size();
    }

    /** One FLAC frame. */
    byte[] encode(short[] samples, int from, int count) {
        block.nb_samples(count).format(avutil.AV_SAMPLE_FMT_S16).sample_rate(context.sample_rate());
        avutil.av_channel_layout_default(block.ch_layout(), 1);
        try {
            check(avutil.av_frame_get_buffer(block, 0));
            new ShortPointer(block.data(0)).put(samples, from, count);
            block.pts(from);
            check(avcodec.avcodec_send_frame(context, block));
            check(avcodec.avcodec_receive_packet(context, packet));
            byte[] frame = new byte[packet.size()];
            packet.data().get(frame);
            return frame;
        } finally {
            avutil.av_frame_unref(block);
            avcodec.av_packet_unref(packet);
        }
    }

    /** The stream's STREAMINFO, its sample count and MD5 included. */
    byte[] finish() {
        check(avcodec.avcodec_send_frame(context, null));
        byte[] streamInfo = CodecConfiguration.of(context);
        while (avcodec.avcodec_receive_packet(context, packet) >= 0) {
            try (SizeTPointer size = new SizeTPointer(1)) {
                BytePointer anew = avcodec.av_packet_get_side_data(packet, avcodec.AV_PKT_DATA_NEW_EXTRADATA, size);
                if (anew != null && size.get() == streamInfo.length) {
                    anew.get(streamInfo);
                }
            }
            avcodec.av_packet_unref(packet);
        }
        return streamInfo;
    }

    @Override
    public void close() {
        avcodec.avcodec_free_context(context);
        avcodec.av_packet_free(packet);
        avutil.av_frame_free(block);
    }

    private static void check(int code) {
        if (code < 0) {
            throw new MediaException("sound cannot be encoded as FLAC (" + FfmpegError.text(code) + ")");
        }
    }
}
