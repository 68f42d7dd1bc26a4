/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import io.bauta.media.MediaLibrary;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * One picture in native memory: planar YUV 4:2:0, 8 bits. Plane 0 is luma, 1 is U and 2 is V; the chroma planes are
 * {@code (width + 1) / 2} by {@code (height + 1) / 2}. Rows are {@link #stride} bytes apart.
 *
 * <p>Whoever gets a frame owns it and closes it; closing twice does no harm. Its buffers must not be touched afterwards:
 * they would show other memory. Not thread-safe, but may be handed from thread to thread.
 */
public final class Frame implements AutoCloseable {
    private static final int PLANES = 3;
    private static final byte BLACK = 16;
    private static final byte COLOURLESS = (byte) 128;

    private final AVFrame picture;
    private boolean closed;

    /** Takes the picture over; it must be YUV420P. */
    Frame(AVFrame picture) {
        this.picture = picture;
    }

    /** A black picture to draw on. */
    public static Frame black(int width, int height, long ptsMicros) {
        MediaLibrary.load();
        Frame frame = new Frame(Pictures.allocate(width, height));
        frame.retime(ptsMicros);
        frame.picture.color_range(avutil.AVCOL_RANGE_MPEG);
        for (int plane = 0; plane < PLANES; plane++) {
            frame.pixels(plane).fill(plane == 0 ? BLACK : COLOURLESS);
        }
        return frame;
    }

    public int width() {
        return open().width();
    }

    public int height() {
        return open().height();
    }

    /** When it is shown, on the clock of the packets it was decoded from. */
    public long ptsMicros() {
        return open().pts();
    }

    /** Shows it at another time. */
    public void retime(long ptsMicros) {
        open().pts(ptsMicros);
    }

    /** Bytes from one row of a plane to the next. */
    public int stride(int plane) {
        return open().linesize(checked(plane));
    }

    /** A plane to read: direct, read-only, position 0, {@code stride * rows} bytes. */
    public ByteBuffer plane(int plane) {
        return pixels(plane).asByteBuffer().asReadOnlyBuffer();
    }

    /**
     * A plane to draw on: direct, position 0, {@code stride * rows} bytes. Decoded pictures may still be references of
     * the decoder: the first call then moves this frame to memory of its own, so ask for {@link #stride} and buffers after
     * it, and let go of those asked for before.
     */
    public ByteBuffer writablePlane(int plane) {
        checked(plane);
        Pictures.check(avutil.av_frame_make_writable(open()), "no memory for a picture of its own");
        return pixels(plane).asByteBuffer();
    }

    /** Whether it was decoded from a keyframe. */
    public boolean keyframe() {
        return (open().flags() & AVFrame.AV_FRAME_FLAG_KEY) != 0;
    }

    /** Whether the decoder had to conceal errors in it. */
    public boolean damaged() {
        return open().decode_error_flags() != 0 || (picture.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0;
    }

    /** Whether it was coded as two fields; they are left woven. */
    public boolean interlaced() {
        return (open().flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0;
    }

    /** Whether luma runs from 0 to 255 (JPEG) and not from 16 to 235. */
    public boolean fullRange() {
        return open().color_range() == avutil.AVCOL_RANGE_JPEG;
    }

    /**
     * The same picture as a frame of its own, to be closed by itself. Memory is shared until one of them is drawn on, see
     * {@link #writablePlane}.
     */
    public Frame twin() {
        AVFrame twin = avutil.av_frame_clone(open());
        if (twin == null) {
            throw new OutOfMemoryError("no memory for another frame");
        }
        return new Frame(twin);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avutil.av_frame_free(picture);
        }
    }

    /** The picture itself, still this frame's. */
    AVFrame picture() {
        return open();
    }

    private BytePointer pixels(int plane) {
        BytePointer data = open().data(checked(plane));
        int rows = plane == 0 ? picture.height() : (picture.height() + 1) / 2;
        return data.capacity((long) picture.linesize(plane) * rows);
    }

    private AVFrame open() {
        if (closed) {
            throw new IllegalStateException("the frame is closed");
        }
        return picture;
    }

    private static int checked(int plane) {
        if (plane < 0 || plane >= PLANES) {
            throw new IndexOutOfBoundsException("plane " + plane + " of " + PLANES);
        }
        return plane;
    }

    @Override
    public String toString() {
        return closed ? "Frame[closed]" : "Frame[" + width() + "x" + height() + ", pts " + ptsMicros() + "]";
    }
}
