/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import io.bauta.media.MediaLibrary;
import io.bauta.media.ffmpeg.FfmpegError;
import io.bauta.media.video.DecodeException.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Decodes packets of one camera to frames in presentation order, with strictly increasing times. Works on one thread of
 * its caller; not thread-safe. Sizes may change in mid-stream, odd ones and single pixels included; the frames say.
 */
public final class VideoDecoder implements AutoCloseable {
    /** Largest picture decoded unless told otherwise: 8K. */
    public static final long DEFAULT_MAX_PIXELS = 7680L * 4320L;

    private final String codec;
    private final long maxPixels;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame decoded = avutil.av_frame_alloc();
    private final PixelConverter converter = new PixelConverter();
    private final PresentationTimes times = new PresentationTimes();
    private Optional<byte[]> configuration;
    private AVCodecContext context;
    private List<Frame> ready = new ArrayList<>();

    private VideoDecoder(String codec, Optional<byte[]> configuration, long maxPixels, AVCodecContext context) {
        this.codec = codec;
        this.configuration = configuration;
        this.maxPixels = maxPixels;
        this.context = context;
    }

    /** As {@link #open(String, Optional, long)} with {@link #DEFAULT_MAX_PIXELS}. */
    public static VideoDecoder open(String codec, Optional<byte[]> codecConfiguration) {
        return open(codec, codecConfiguration, DEFAULT_MAX_PIXELS);
    }

    /**
     * @param codec FFmpeg's name: {@code h264} (Annex B without configuration, or avcC with it), {@code mjpeg}, …
     * @param maxPixels width × height beyond which a picture is refused
     * @throws DecodeException of kind UNSUPPORTED if the codec is not built in, CORRUPT if it refuses the configuration
     */
    public static VideoDecoder open(String codec, Optional<byte[]> codecConfiguration, long maxPixels) {
        MediaLibrary.load();
        AVCodecContext context = DecoderContext.open(codec, codecConfiguration, maxPixels);
        return new VideoDecoder(codec, codecConfiguration, maxPixels, context);
    }

    /**
     * As {@link #decode(byte[], long)}. A configuration unlike the one in force first drains the decoder and opens it
     * anew, so hand in a new one at a keyframe only; empty keeps what is in force.
     */
    public List<Frame> decode(byte[] data, long ptsMicros, Optional<byte[]> codecConfiguration) {
        demandOpen();
        if (codecConfiguration.isPresent() && !same(codecConfiguration, configuration)) {
            flushOut();
            AVCodecContext anew = DecoderContext.open(codec, codecConfiguration, maxPixels);
            avcodec.avcodec_free_context(context);
            context = anew;
            configuration = codecConfiguration;
        }
        return decode(data, ptsMicros);
    }

    /**
     * Takes one packet and gives the frames that are ready, none or several. An empty packet is ignored.
     *
     * @return frames that the caller owns and closes
     * @throws DecodeException if it cannot be decoded; frames that were ready come with the next call
     */
    public List<Frame> decode(byte[] data, long ptsMicros) {
        demandOpen();
        if (data.length > 0) {
            check(avcodec.av_new_packet(packet, data.length));
            try {
                packet.data().put(data, 0, data.length);
                packet.pts(ptsMicros);
                send();
            } finally {
                avcodec.av_packet_unref(packet);
            }
            receive();
        }
        return takeReady();
    }

    /** Gives the frames still held back for reordering; the decoder then stands as after {@link #reset()}. */
    public List<Frame> drain() {
        demandOpen();
        flushOut();
        times.reset();
        return takeReady();
    }

    /** Forgets references and times; the next packet should be a keyframe. */
    public void reset() {
        demandOpen();
        avcodec.avcodec_flush_buffers(context);
        times.reset();
        takeReady().forEach(Frame::close);
    }

    @Override
    public void close() {
        if (context != null) {
            takeReady().forEach(Frame::close);
            avcodec.avcodec_free_context(context);
            context = null;
            avutil.av_frame_free(decoded);
            avcodec.av_packet_free(packet);
            converter.close();
        }
    }

    private void send() {
        int code = avcodec.avcodec_send_packet(context, packet);
        if (code == FfmpegError.AGAIN) {
            // A failure in mid-receive left pictures inside, and the decoder takes nothing before they are out.
            receive();
            code = avcodec.avcodec_send_packet(context, packet);
        }
        check(code);
    }

    private void flushOut() {
        avcodec.avcodec_send_packet(context, null);
        try {
            receive();
        } finally {
            avcodec.avcodec_flush_buffers(context);
        }
    }

    private void receive() {
        int code = avcodec.avcodec_receive_frame(context, decoded);
        while (code >= 0) {
            try {
                ready.add(frame());
            } finally {
                avutil.av_frame_unref(decoded);
            }
            code = avcodec.avcodec_receive_frame(context, decoded);
        }
        if (code != FfmpegError.AGAIN && code != avutil.AVERROR_EOF) {
            check(code);
        }
    }

    private Frame frame() {
        long ptsMicros = times.next(decoded.best_effort_timestamp());
        Frame frame;
        if (PixelConverter.needed(decoded)) {
            frame = new Frame(converter.convert(decoded));
        } else {
            AVFrame own = avutil.av_frame_alloc();
            avutil.av_frame_move_ref(own, decoded);
            PixelConverter.rename(own);
            frame = new Frame(own);
        }
        frame.retime(ptsMicros);
        return frame;
    }

    /** FFmpeg would not say that its pointers are gone: the process would end. */
    private void demandOpen() {
        if (context == null) {
            throw new IllegalStateException("the decoder is closed");
        }
    }

    private List<Frame> takeReady() {
        List<Frame> taken = ready;
        ready = new ArrayList<>();
        return taken;
    }

    private void check(int code) {
        if (code < 0) {
            // H.264 reports a picture beyond the budget as any other damage, but keeps its size.
            if ((long) context.coded_width() * context.coded_height() > maxPixels) {
                throw new DecodeException(
                        Kind.TOO_LARGE, "a " + codec + " picture has more than " + maxPixels + " pixels");
            }
            throw DecodeException.of(code, "a " + codec + " packet cannot be decoded");
        }
    }

    private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
        return other.isPresent() && Arrays.equals(one.get(), other.get());
    }
}
