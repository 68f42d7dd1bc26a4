/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import java.nio.ByteBuffer;

/**
 * One picture in native memory: planar YUV 4:2:0, 8 bits. Plane 0 is luma, 1 is U and 2 is V; the chroma planes are
 * {@code (width + 1) / 2} by {@code (height + 1) / 2}. Rows are {@link #stride} bytes apart.
 *
 * <p>Whoever gets a frame owns it and closes it once; its buffers must not be touched afterwards. Not thread-safe, but
 * may be handed from thread to thread.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // a skeleton still
public final class Frame implements AutoCloseable {
    private Frame() {}

    /** A black picture to draw on. */
    public static Frame black(int width, int height, long ptsMicros) {
        throw new UnsupportedOperationException();
    }

    public int width() {
        throw new UnsupportedOperationException();
    }

    public int height() {
        throw new UnsupportedOperationException();
    }

    /** When it is shown, on the clock of the packets it was decoded from. */
    public long ptsMicros() {
        throw new UnsupportedOperationException();
    }

    /** Shows it at another time. */
    public void retime(long ptsMicros) {
        throw new UnsupportedOperationException();
    }

    /** Bytes from one row of a plane to the next. */
    public int stride(int plane) {
        throw new UnsupportedOperationException();
    }

    /** A plane to read: direct, read-only, position 0, {@code stride * rows} bytes. */
    public ByteBuffer plane(int plane) {
        throw new UnsupportedOperationException();
    }

    /**
     * A plane to draw on. Decoded pictures may still be references of the decoder: the first call then moves this frame
     * to memory of its own, so ask for {@link #stride} and buffers after it, and let go of those asked for before.
     */
    public ByteBuffer writablePlane(int plane) {
        throw new UnsupportedOperationException();
    }

    /** Whether it was decoded from a keyframe. */
    public boolean keyframe() {
        throw new UnsupportedOperationException();
    }

    /** Whether the decoder had to conceal errors in it. */
    public boolean damaged() {
        throw new UnsupportedOperationException();
    }

    /** Whether it was coded as two fields; they are left woven. */
    public boolean interlaced() {
        throw new UnsupportedOperationException();
    }

    /** Whether luma runs from 0 to 255 (JPEG) and not from 16 to 235. */
    public boolean fullRange() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
