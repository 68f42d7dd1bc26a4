/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import io.bauta.media.MediaLibrary;
import java.util.List;

/**
 * Encodes frames to H.264 (constrained baseline) in real time: no B-frames, no skipped frames, each frame's packet is
 * there at once. Works on one thread of its caller; not thread-safe.
 */
public final class VideoEncoder implements AutoCloseable {
    private final VideoSettings settings;
    private final PictureCoder coder;
    private final byte[] codecConfiguration;
    private final PixelConverter converter = new PixelConverter();
    private long last = Long.MIN_VALUE;
    private boolean closed;

    private VideoEncoder(VideoSettings settings, PictureCoder coder, byte[] codecConfiguration) {
        this.settings = settings;
        this.coder = coder;
        this.codecConfiguration = codecConfiguration;
    }

    /**
     * By the openh264 inside FFmpeg, the same pictures on every machine.
     *
     * @throws EncodeException if it is not built in or refuses the settings
     */
    public static VideoEncoder open(VideoSettings settings) {
        return open(settings, H264Encoder.OPENH264);
    }

    /**
     * By the encoder named; where it is another than FFmpeg's openh264 and refuses the settings (too small a picture, too
     * many cameras), by that.
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
        PictureCoder coder = kind.coder(settings, silent);
        byte[] told = coder.parameterSets();
        if (told.length > 0) {
            return new VideoEncoder(settings, coder, told);
        }
        coder.close(); // a device may serve one at a time
        byte[] found = found(settings, kind, silent);
        return new VideoEncoder(settings, kind.coder(settings, silent), found);
    }

    /** The parameter sets of an encoder that tells them in its keyframes only, by a picture made for their sake. */
    private static byte[] found(VideoSettings settings, H264Encoder kind, boolean silent) {
        try (VideoEncoder other = new VideoEncoder(settings, kind.coder(settings, silent), new byte[0]);
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
            return coder.encode(frame.picture(), keyframe);
        }
        try (Frame prepared = prepared(frame)) {
            return coder.encode(prepared.picture(), keyframe);
        }
    }

    /** Gives what is still held back. The encoder takes no frame after it. */
    public List<EncodedPacket> drain() {
        demandOpen();
        return coder.drain();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            coder.close();
            converter.close();
        }
    }

    /** FFmpeg would not say that its pointers are gone: the process would end. */
    private void demandOpen() {
        if (closed) {
            throw new IllegalStateException("the encoder is closed");
        }
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
}
