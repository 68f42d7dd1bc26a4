/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.studio;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * Sound as a foreign microphone delivers it.
 *
 * @param container FFmpeg's name of the muxer
 * @param encoder FFmpeg's name of the encoder
 * @param sampleFormat what the encoder takes: one of S16, S16P, FLT, FLTP
 * @param sampleRate samples a second
 * @param channels the same sound on each
 */
public record ForeignSound(String container, String encoder, int sampleFormat, int sampleRate, int channels) {
    private static final int FREE_BLOCK = 1000;

    /** A file of these samples. */
    public byte[] recorded(short[] samples) {
        try (ForeignMuxer muxer = new ForeignMuxer(container)) {
            AVCodecContext context = muxer.encoder(encoder);
            context.sample_rate(sampleRate).sample_fmt(sampleFormat).bit_rate(96_000);
            avutil.av_channel_layout_default(context.ch_layout(), channels);
            context.time_base(avutil.av_make_q(1, sampleRate));
            muxer.begin();
            int block = context.frame_size() > 0 ? context.frame_size() : FREE_BLOCK;
            for (int from = 0; from < samples.length; from += block) {
                encode(muxer, samples, from, Math.min(block, samples.length - from));
            }
            return muxer.finish();
        }
    }

    private void encode(ForeignMuxer muxer, short[] samples, int from, int count) {
        AVFrame frame = avutil.av_frame_alloc();
        frame.nb_samples(count).format(sampleFormat).sample_rate(sampleRate).pts(from);
        avutil.av_channel_layout_default(frame.ch_layout(), channels);
        ForeignMuxer.check(avutil.av_frame_get_buffer(frame, 0));
        boolean planar = avutil.av_sample_fmt_is_planar(sampleFormat) != 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < count; i++) {
                put(frame, planar ? channel : 0, planar ? i : i * channels + channel, samples[from + i]);
            }
        }
        muxer.encode(frame);
        avutil.av_frame_free(frame);
    }

    private void put(AVFrame frame, int plane, long at, short sample) {
        if (avutil.av_get_packed_sample_fmt(sampleFormat) == avutil.AV_SAMPLE_FMT_FLT) {
            new FloatPointer(frame.extended_data(plane)).put(at, sample / 32_768f);
        } else {
            new ShortPointer(frame.extended_data(plane)).put(at, sample);
        }
    }

    @Override
    public String toString() {
        return encoder + " in " + container + ", " + sampleRate + " Hz, " + channels + " channels";
    }
}
