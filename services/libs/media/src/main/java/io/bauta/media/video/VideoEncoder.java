/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import io.bauta.media.MediaLibrary;
import io.bauta.media.ffmpeg.CodecConfiguration;
import io.bauta.media.ffmpeg.FfmpegError;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Encodes frames to H.264 (constrained baseline) in real time: no B-frames, no skipped frames, each frame's packet is
 * there at once. Works on one thread of its caller; not thread-safe.
 */
public final class VideoEncoder implements AutoCloseable {
    private final VideoSettings settings;
    private final byte[] codecConfiguration;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final PixelConverter converter = new PixelConverter();
    private AVCodecContext context;
    private long last = Long.MIN_VALUE;

    private VideoEncoder(VideoSettings settings, AVCodecContext context, byte[] codecConfiguration) {
        this.settings = settings;
        this.context = context;
        this.codecConfiguration = codecConfiguration;
    }

    /**
     * By openh264, the same pictures on every machine.
     *
     * @throws EncodeException if it is not built in or refuses the settings
     */
    public static VideoEncoder open(VideoSettings settings) {
        return open(settings, H264Encoder.OPENH264);
    }

    /**
     * By the encoder named; where it is one of hardware and refuses the settings (too small a picture, too many cameras),
     * by openh264.
     *
     * @throws EncodeException if both refuse
     */
    public static VideoEncoder open(VideoSettings settings, H264Encoder kind) {
        MediaLibrary.load();
        try {
            return open(settings, kind, kind != H264Encoder.OPENH264);
        } catch (EncodeException e) {
            if (kind == H264Encoder.OPENH264) {
                throw e;
            }
            return open(settings, H264Encoder.OPENH264, false);
        }
    }

    /** By the encoder named and no other. */
    static VideoEncoder probing(VideoSettings settings, H264Encoder kind) {
        MediaLibrary.load();
        return open(settings, kind, true);
    }

    private static VideoEncoder open(VideoSettings settings, H264Encoder kind, boolean silent) {
        AVCodecContext context = EncoderContext.open(settings, kind, silent);
        byte[] told = CodecConfiguration.of(context);
        if (told.length > 0) {
            return new VideoEncoder(settings, context, told);
        }
        avcodec.avcodec_free_context(context); // a device may serve one at a time
        byte[] found = found(settings, kind, silent);
        return new VideoEncoder(settings, EncoderContext.open(settings, kind, silent), found);
    }

    /** The parameter sets of an encoder that tells them in its keyframes only, by a picture made for their sake. */
    private static byte[] found(VideoSettings settings, H264Encoder kind, boolean silent) {
        try (VideoEncoder other = new VideoEncoder(settings, EncoderContext.open(settings, kind, silent), new byte[0]);
                Frame black = Frame.black(settings.width(), settings.height(), 0)) {
            return ParameterSets.of(other.encode(black, true).stream()
                    .findFirst()
                    .map(EncodedPacket::data)
                    .orElse(new byte[0]));
        }
    }

    public VideoSettings settings() {
        return settings;
    }

    /** Parameter sets (SPS and PPS) for the container; packets of video devices repeat them. Not to be changed. */
    public byte[] codecConfiguration() {
        return codecConfiguration;
    }

    /**
     * Encodes one frame, which stays the caller's.
     *
     * @param frame of the settings' size, shown after the one before
     * @param keyframe whether it must be an IDR picture; the first one always is
     * @throws EncodeException if the frame has another size, goes back in time or cannot be encoded
     */
    public List<EncodedPacket> encode(Frame frame, boolean keyframe) {
        demandOpen();
        if (frame.width() != settings.width() || frame.height() != settings.height()) {
            throw new EncodeException("a frame of " + frame.width() + "x" + frame.height() + " came to an encoder of "
                    + settings.width() + "x" + settings.height());
        }
        if (frame.ptsMicros() <= last) {
            throw new EncodeException("a frame of " + frame.ptsMicros() + " µs came after one of " + last + " µs");
        }
        last = frame.ptsMicros();
        if (fits() && frame.fullRange() == settings.fullRange()) {
            send(frame.picture(), keyframe);
        } else {
            try (Frame prepared = prepared(frame)) {
                send(prepared.picture(), keyframe);
            }
        }
        return receive();
    }

    /** Gives what is still held back. The encoder takes no frame after it. */
    public List<EncodedPacket> drain() {
        demandOpen();
        check(avcodec.avcodec_send_frame(context, null));
        return receive();
    }

    @Override
    public void close() {
        if (context != null) {
            avcodec.avcodec_free_context(context);
            context = null;
            avcodec.av_packet_free(packet);
            converter.close();
        }
    }

    /** FFmpeg would not say that its pointers are gone: the process would end. */
    private void demandOpen() {
        if (context == null) {
            throw new IllegalStateException("the encoder is closed");
        }
    }

    private void send(AVFrame picture, boolean keyframe) {
        // A decoded picture remembers its old type, which the encoder would take for an order.
        picture.pict_type(keyframe ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
        check(avcodec.avcodec_send_frame(context, picture));
    }

    /** A new frame of the settings' range and size. */
    private Frame prepared(Frame frame) {
        if (frame.fullRange() == settings.fullRange()) {
            return padded(frame);
        }
        Frame converted = new Frame(converter.convert(frame.picture(), settings.fullRange()));
        if (fits()) {
            return converted;
        }
        try (converted) {
            return padded(converted);
        }
    }

    private boolean fits() {
        return settings.codedWidth() == settings.width() && settings.codedHeight() == settings.height();
    }

    private Frame padded(Frame frame) {
        return EdgePadding.pad(frame, settings.codedWidth(), settings.codedHeight());
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
