/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.studio;

import io.bauta.media.MediaLibrary;
import io.bauta.media.ffmpeg.FfmpegError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** What other people's devices write: one stream of any encoder FFmpeg has, in any container it has, by way of a temporary file. */
final class ForeignMuxer implements AutoCloseable {
    /** FFmpeg's level of strictness that allows its own Opus and Vorbis encoders. */
    private static final int EXPERIMENTAL = -2;

    private final AVFormatContext context = new AVFormatContext(null);
    private final Path file;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private AVCodecContext encoder;
    private AVStream stream;

    ForeignMuxer(String container) {
        MediaLibrary.load();
        check(avformat.avformat_alloc_output_context2(context, (AVOutputFormat) null, container, null));
        try {
            file = Files.createTempFile("foreign", "." + container);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AVIOContext output = new AVIOContext(null);
        check(avformat.avio_open2(output, "file:" + file, avformat.AVIO_FLAG_WRITE, null, (AVDictionary) null));
        context.pb(output);
    }

    /** An encoder to set up before {@link #begin}. */
    AVCodecContext encoder(String name) {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
        encoder = avcodec.avcodec_alloc_context3(codec);
        encoder.strict_std_compliance(EXPERIMENTAL).thread_count(1);
        if ((context.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0) {
            encoder.flags(encoder.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        return encoder;
    }

    void begin() {
        check(avcodec.avcodec_open2(encoder, encoder.codec(), (AVDictionary) null));
        stream = avformat.avformat_new_stream(context, null);
        check(avcodec.avcodec_parameters_from_context(stream.codecpar(), encoder));
        stream.time_base(encoder.time_base());
        check(avformat.avformat_write_header(context, (AVDictionary) null));
    }

    /** @param frame null to drain */
    void encode(AVFrame frame) {
        check(avcodec.avcodec_send_frame(encoder, frame));
        int code = avcodec.avcodec_receive_packet(encoder, packet);
        while (code >= 0) {
            packet.stream_index(stream.index());
            if (packet.duration() == 0 && encoder.codec_type() == avutil.AVMEDIA_TYPE_VIDEO) {
                packet.duration(1);
            }
            avcodec.av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            check(avformat.av_interleaved_write_frame(context, packet));
            code = avcodec.avcodec_receive_packet(encoder, packet);
        }
    }

    byte[] finish() {
        encode(null);
        check(avformat.av_write_trailer(context));
        check(avformat.avio_closep(context.pb()));
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(encoder);
        avformat.avformat_free_context(context);
    }

    static void check(int code) {
        if (code < 0) {
            throw new IllegalStateException(FfmpegError.text(code));
        }
    }
}
