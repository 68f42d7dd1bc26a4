/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.file;

import io.bauta.media.MediaException;
import io.bauta.media.ffmpeg.CodecConfiguration;
import io.bauta.media.ffmpeg.FfmpegError;
import io.bauta.media.video.VideoSettings;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg's muxer writing one file. Add the streams, {@link #begin}, write, {@link #end}. Not thread-safe. */
final class Muxer implements AutoCloseable {
    private static final int MICROS_A_SECOND = 1_000_000;

    private final AVFormatContext context = new AVFormatContext(null);
    private final AVRational micros = new AVRational().num(1).den(MICROS_A_SECOND);
    private final String name;
    private boolean opened;

    /** @param name for messages */
    Muxer(ContainerKind kind, Path file, Path name) {
        this.name = name.toString();
        int allocated = avformat.avformat_alloc_output_context2(context, (AVOutputFormat) null, kind.muxer(), null);
        if (allocated < 0) {
            micros.close();
        }
        check(allocated);
        AVIOContext output = new AVIOContext(null);
        int code = avformat.avio_open2(output, "file:" + file, avformat.AVIO_FLAG_WRITE, null, (AVDictionary) null);
        if (code < 0) {
            close();
        }
        check(code);
        context.pb(output);
        opened = true;
    }

    /** @return the stream's number */
    int addPictures(VideoSettings settings, byte[] codecConfiguration) {
        AVStream stream = avformat.avformat_new_stream(context, null);
        AVCodecParameters parameters = stream.codecpar();
        parameters.codec_type(avutil.AVMEDIA_TYPE_VIDEO).codec_id(avcodec.AV_CODEC_ID_H264);
        parameters.width(settings.codedWidth()).height(settings.codedHeight()).format(avutil.AV_PIX_FMT_YUV420P);
        parameters.color_range(settings.fullRange() ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
        CodecConfiguration.give(parameters, codecConfiguration);
        stream.time_base(micros);
        return stream.index();
    }

    /** @return the stream's number */
    int addSound(AVCodecContext encoder) {
        AVStream stream = avformat.avformat_new_stream(context, null);
        check(avcodec.avcodec_parameters_from_context(stream.codecpar(), encoder));
        stream.time_base(encoder.time_base());
        return stream.index();
    }

    /** Whether the container wants parameter sets and the like ahead of the packets. */
    boolean wantsGlobalHeader() {
        return (context.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0;
    }

    /** Says something about the whole file, for whoever asks a player about it. */
    void comment(String text) {
        AVDictionary metadata = new AVDictionary(null);
        check(avutil.av_dict_set(metadata, "comment", text, 0));
        context.metadata(metadata); // the context's own from now on, and freed with it
    }

    void begin() {
        try (AVDictionary settings = new AVDictionary(null)) {
            // Of mp4 and mov, whose default of milliseconds would round when the first picture is shown.
            avutil.av_dict_set(settings, "movie_timescale", Integer.toString(MICROS_A_SECOND), 0);
            try {
                check(avformat.avformat_write_header(context, settings));
            } finally {
                avutil.av_dict_free(settings);
            }
        }
    }

    /** Writes a packet in its stream's order; empties it. */
    void write(AVPacket packet, int stream, AVRational timeBase) {
        packet.stream_index(stream);
        avcodec.av_packet_rescale_ts(packet, timeBase, context.streams(stream).time_base());
        check(avformat.av_interleaved_write_frame(context, packet));
    }

    AVRational micros() {
        return micros;
    }

    void end() {
        check(avformat.av_write_trailer(context));
        avformat.avio_flush(context.pb());
        check(context.pb().error()); // a full disk shows here at the latest
        opened = false;
        check(avformat.avio_closep(context.pb()));
    }

    @Override
    public void close() {
        if (opened) {
            opened = false;
            avformat.avio_closep(context.pb());
        }
        if (!context.isNull()) {
            avformat.avformat_free_context(context);
            context.setNull();
            micros.close();
        }
    }

    private void check(int code) {
        if (code < 0) {
            throw new MediaException(name + ": cannot be written (" + FfmpegError.text(code) + ")");
        }
    }
}
