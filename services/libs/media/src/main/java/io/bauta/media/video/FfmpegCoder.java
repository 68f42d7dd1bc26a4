/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import io.bauta.media.ffmpeg.CodecConfiguration;
import io.bauta.media.ffmpeg.FfmpegError;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** An H.264 encoder of FFmpeg's, set so that it hands each picture's packet out at once, and keyframes on request only. */
final class FfmpegCoder implements PictureCoder {
    private static final int MICROS = 1_000_000;
    /** Added to the level of all that the encoder says: beyond the most talkative level there is. */
    private static final int SILENT = 64;

    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVCodecContext context;

    private FfmpegCoder(AVCodecContext context) {
        this.context = context;
    }

    /** @param silent whether FFmpeg keeps to itself why it refuses, for one that is only tried */
    static FfmpegCoder open(VideoSettings settings, H264Encoder kind, boolean silent) {
        AVCodec encoder = avcodec.avcodec_find_encoder_by_name(kind.label());
        if (encoder == null) {
            throw new EncodeException(
                    "this FFmpeg has no " + kind.label() + ": use the default (LGPL) build of bytedeco");
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(encoder);
        context.log_level_offset(silent ? SILENT : 0);
        context.width(settings.codedWidth()).height(settings.codedHeight()).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
        context.color_range(settings.fullRange() ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
        try (AVRational rational = new AVRational()) {
            context.time_base(rational.num(1).den(MICROS));
            context.framerate(rational.num((int) Math.round(settings.framesPerSecond() * 1000))
                    .den(1000));
        }
        context.bit_rate(settings.bitsPerSecond());
        // Keyframes come on request only, at the beginning of chunks; one thread and one slice a stream.
        context.gop_size(kind.groupOfPictures()).max_b_frames(0).thread_count(1).slices(1);
        context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        try (AVDictionary options = new AVDictionary(null)) {
            avutil.av_dict_parse_string(options, kind.options(), "=", ":", 0);
            int code = avcodec.avcodec_open2(context, encoder, options);
            avutil.av_dict_free(options);
            if (code < 0) {
                avcodec.avcodec_free_context(context);
                throw new EncodeException(kind.label() + " refuses " + settings + " (" + FfmpegError.text(code) + ")");
            }
        }
        return new FfmpegCoder(context);
    }

    @Override
    public byte[] parameterSets() {
        return CodecConfiguration.of(context);
    }

    @Override
    public List<EncodedPacket> encode(AVFrame picture, boolean keyframe) {
        // A decoded picture remembers its old type, which the encoder would take for an order.
        picture.pict_type(keyframe ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
        check(avcodec.avcodec_send_frame(context, picture));
        return receive();
    }

    @Override
    public List<EncodedPacket> drain() {
        check(avcodec.avcodec_send_frame(context, null));
        return receive();
    }

    @Override
    public void close() {
        avcodec.avcodec_free_context(context);
        avcodec.av_packet_free(packet);
    }

    private List<EncodedPacket> receive() {
        List<EncodedPacket> packets = new ArrayList<>(1);
        int code = avcodec.avcodec_receive_packet(context, packet);
        while (code >= 0) {
            byte[] data = new byte[packet.size()];
            packet.data().get(data);
            packets.add(new EncodedPacket(packet.pts(), (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0, data));
            avcodec.av_packet_unref(packet);
            code = avcodec.avcodec_receive_packet(context, packet);
        }
        if (code != FfmpegError.AGAIN && code != avutil.AVERROR_EOF) {
            check(code);
        }
        return packets;
    }

    private static void check(int code) {
        if (code < 0) {
            throw new EncodeException("a picture cannot be encoded (" + FfmpegError.text(code) + ")");
        }
    }
}
