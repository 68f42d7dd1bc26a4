/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import io.bauta.media.MediaException;
import io.bauta.media.ffmpeg.FfmpegError;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.ShortPointer;

/** Brings decoded sound of any layout, format and rate to 16-bit mono at one rate. Not thread-safe. */
final class Resampler implements AutoCloseable {
    private static final short[] NOTHING = {};

    private final int sampleRate;
    private final AVFrame converted = avutil.av_frame_alloc();
    private SwrContext context;
    private Kind kind;

    /** What the context was set up for. */
    private record Kind(int sampleRate, int format, int channels, long mask) {
        static Kind of(AVFrame sound) {
            return new Kind(
                    sound.sample_rate(),
                    sound.format(),
                    sound.ch_layout().nb_channels(),
                    sound.ch_layout().u_mask());
        }
    }

    Resampler(int sampleRate) {
        this.sampleRate = sampleRate;
    }

    /** Whether this input may follow what came before; if not, {@link #flush} first. */
    boolean takes(AVFrame sound) {
        arrange(sound);
        return context == null || Kind.of(sound).equals(kind);
    }

    /** What is ready after this input; the filter holds a little back. */
    short[] convert(AVFrame sound) {
        arrange(sound);
        if (context == null) {
            context = swresample.swr_alloc();
            kind = Kind.of(sound);
        }
        return run(sound);
    }

    /** Gives channels without a meaning the usual one. */
    private static void arrange(AVFrame sound) {
        if (sound.ch_layout().order() == avutil.AV_CHANNEL_ORDER_UNSPEC) {
            avutil.av_channel_layout_default(
                    sound.ch_layout(), sound.ch_layout().nb_channels());
        }
    }

    /** What was held back; the next input begins anew, and may be of another kind. */
    short[] flush() {
        if (context == null) {
            return NOTHING;
        }
        try {
            return run(null);
        } finally {
            forget();
        }
    }

    private void forget() {
        swresample.swr_free(context);
        context = null;
        kind = null;
    }

    /** swr_convert_frame sets an empty context up by the first frames it sees, and allocates the output. */
    private short[] run(AVFrame sound) {
        converted.format(avutil.AV_SAMPLE_FMT_S16).sample_rate(sampleRate);
        avutil.av_channel_layout_default(converted.ch_layout(), 1);
        try {
            int code = swresample.swr_convert_frame(context, converted, sound);
            if (code < 0) {
                if (sound != null) {
                    forget(); // what follows is taken by a context that has not failed
                }
                throw new MediaException("sound cannot be resampled (" + FfmpegError.text(code) + ")");
            }
            short[] samples = new short[converted.nb_samples()];
            if (samples.length > 0) {
                new ShortPointer(converted.data(0)).get(samples);
            }
            return samples;
        } finally {
            avutil.av_frame_unref(converted);
        }
    }

    @Override
    public void close() {
        if (context != null) {
            swresample.swr_free(context);
            context = null;
        }
        avutil.av_frame_free(converted);
    }
}
