/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.file;

import io.bauta.media.MediaException;
import io.bauta.media.audio.PcmBlock;
import io.bauta.media.ffmpeg.FfmpegError;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/** Encodes mono samples for a file, a sample for each tick from zero: gaps are filled with silence. Not thread-safe. */
final class SoundTrack implements AutoCloseable {
    /** Block times are whole microseconds and may round; less than this is no gap. */
    private static final long TOLERANCE_MICROS = 1000;

    /** A longer silence is a wrong time, and would fill a disk. */
    private static final long LONGEST_SILENCE_SECONDS = 24 * 3600;

    private static final int FREE_BLOCK = 1024;
    private static final float FULL_SCALE = 32768f;

    private final Muxer muxer;
    private final int sampleRate;
    private final AVCodecContext encoder;
    private final AVFrame frame;
    private final AVPacket packet;
    private final short[] pending;
    private final int stream;
    private int filled;
    private long written;

    SoundTrack(Muxer muxer, ContainerKind container, int sampleRate) {
        this.muxer = muxer;
        this.sampleRate = sampleRate;
        this.encoder = open(container, sampleRate, muxer.wantsGlobalHeader());
        this.pending = new short[encoder.frame_size() > 0 ? encoder.frame_size() : FREE_BLOCK];
        this.stream = added();
        this.frame = avutil.av_frame_alloc(); // last, as nobody closes what was not made
        this.packet = avcodec.av_packet_alloc();
    }

    private int added() {
        boolean added = false;
        try {
            int number = muxer.addSound(encoder);
            added = true;
            return number;
        } finally {
            if (!added) {
                avcodec.avcodec_free_context(encoder);
            }
        }
    }

    private static AVCodecContext open(ContainerKind container, int sampleRate, boolean globalHeader) {
        AVCodec codec = avcodec.avcodec_find_encoder(container.soundCodec());
        if (codec == null) {
            throw new MediaException("this FFmpeg cannot encode sound for " + container + "; take .flac or .wav");
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        context.sample_rate(sampleRate).sample_fmt(sampleFormat(container.soundCodec()));
        avutil.av_channel_layout_default(context.ch_layout(), 1);
        try (AVRational sample = new AVRational()) {
            context.time_base(sample.num(1).den(sampleRate));
        }
        if (globalHeader) {
            context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        int code = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
        if (code < 0) {
            avcodec.avcodec_free_context(context);
            throw new MediaException(
                    "sound of " + sampleRate + " Hz cannot go into " + container + " (" + FfmpegError.text(code) + ")");
        }
        return context;
    }

    /** One channel lies in memory the same way, interleaved or not. */
    private static int sampleFormat(int codec) {
        return switch (codec) {
            case avcodec.AV_CODEC_ID_AAC -> avutil.AV_SAMPLE_FMT_FLTP;
            case avcodec.AV_CODEC_ID_MP3 -> avutil.AV_SAMPLE_FMT_S16P;
            default -> avutil.AV_SAMPLE_FMT_S16;
        };
    }

    void write(PcmBlock block) {
        if (block.sampleRate() != sampleRate) {
            throw new MediaException("sound of " + block.sampleRate() + " Hz came to a track of " + sampleRate + " Hz");
        }
        long at = Math.round(block.ptsMicros() * (double) sampleRate / 1e6);
        long missing = at - (written + filled);
        if (missing > LONGEST_SILENCE_SECONDS * sampleRate) {
            throw new MediaException(
                    "sound of " + block.ptsMicros() + " µs lies more than a day after what was written");
        }
        if (missing < -block.samples().length) {
            return; // all of it is written already
        }
        if (Math.abs(missing) * 1_000_000L <= TOLERANCE_MICROS * sampleRate) {
            missing = 0;
        }
        for (long silent = 0; silent < missing; silent++) {
            put((short) 0);
        }
        for (int i = (int) Math.min(block.samples().length, Math.max(0, -missing)); i < block.samples().length; i++) {
            put(block.samples()[i]);
        }
    }

    void finish() {
        encode();
        check(avcodec.avcodec_send_frame(encoder, null));
        receive();
    }

    @Override
    public void close() {
        avcodec.avcodec_free_context(encoder);
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
    }

    private void put(short sample) {
        pending[filled++] = sample;
        if (filled == pending.length) {
            encode();
        }
    }

    private void encode() {
        if (filled == 0) {
            return;
        }
        frame.nb_samples(filled).format(encoder.sample_fmt()).sample_rate(sampleRate);
        avutil.av_channel_layout_default(frame.ch_layout(), 1);
        try {
            check(avutil.av_frame_get_buffer(frame, 0));
            fill();
            frame.pts(written);
            check(avcodec.avcodec_send_frame(encoder, frame));
        } finally {
            avutil.av_frame_unref(frame);
        }
        written += filled;
        filled = 0;
        receive();
    }

    private void fill() {
        if (encoder.sample_fmt() != avutil.AV_SAMPLE_FMT_FLTP) {
            new ShortPointer(frame.data(0)).put(pending, 0, filled);
            return;
        }
        float[] scaled = new float[filled];
        for (int i = 0; i < filled; i++) {
            scaled[i] = pending[i] / FULL_SCALE;
        }
        new FloatPointer(frame.data(0)).put(scaled);
    }

    private void receive() {
        int code = avcodec.avcodec_receive_packet(encoder, packet);
        while (code >= 0) {
            muxer.write(packet, stream, encoder.time_base());
            code = avcodec.avcodec_receive_packet(encoder, packet);
        }
        if (code != FfmpegError.AGAIN && code != avutil.AVERROR_EOF) {
            check(code);
        }
    }

    private static void check(int code) {
        if (code < 0) {
            throw new MediaException("sound cannot be encoded (" + FfmpegError.text(code) + ")");
        }
    }
}
