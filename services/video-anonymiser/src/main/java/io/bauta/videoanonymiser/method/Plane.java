/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.media.video.Frame;
import java.lang.foreign.MemorySegment;

/**
 * One plane of a frame as a memory segment. Valid while the frame is open.
 *
 * @param bytes rows one after the other, {@code stride} bytes from one to the next
 * @param width samples in a row
 * @param height rows
 */
record Plane(MemorySegment bytes, int stride, int width, int height) {

    static Plane readable(Frame frame, int plane) {
        return new Plane(
                MemorySegment.ofBuffer(frame.plane(plane)),
                frame.stride(plane),
                width(frame, plane),
                height(frame, plane));
    }

    static Plane writable(Frame frame, int plane) {
        MemorySegment bytes = MemorySegment.ofBuffer(frame.writablePlane(plane));
        return new Plane(bytes, frame.stride(plane), width(frame, plane), height(frame, plane));
    }

    private static int width(Frame frame, int plane) {
        return plane == 0 ? frame.width() : (frame.width() + 1) / 2;
    }

    private static int height(Frame frame, int plane) {
        return plane == 0 ? frame.height() : (frame.height() + 1) / 2;
    }

    /** A rectangle of it, on the same memory; it must lie inside. May be empty. */
    Plane part(int x, int y, int partWidth, int partHeight) {
        if (partWidth <= 0 || partHeight <= 0) {
            return new Plane(MemorySegment.NULL, stride, 0, 0);
        }
        if (x < 0 || y < 0 || x + partWidth > width || y + partHeight > height) {
            throw new IndexOutOfBoundsException("not inside a plane of " + width + "x" + height);
        }
        long size = (long) (partHeight - 1) * stride + partWidth;
        return new Plane(bytes.asSlice((long) y * stride + x, size), stride, partWidth, partHeight);
    }

    /** Everything one value, the padding at the ends of rows too: of a whole plane, never of a part. */
    void fill(byte value) {
        bytes.fill(value);
    }

    void fill(int row, int from, int to, byte value) {
        bytes.asSlice((long) row * stride + from, to - from).fill(value);
    }

    /** A rectangle of it; it must lie inside, and may be empty. */
    void fill(int x, int y, int across, int down, byte value) {
        if (across <= 0 || down <= 0) {
            return;
        }
        if (x < 0 || y < 0 || x + across > width || y + down > height) {
            throw new IndexOutOfBoundsException("not inside a plane of " + width + "x" + height);
        }
        fill(y, x, x + across, value);
        long first = (long) y * stride + x;
        for (int row = 1; row < down; row++) {
            MemorySegment.copy(bytes, first, bytes, first + (long) row * stride, across);
        }
    }

    /** Copies {@code samples[from, to)} to the same places of a row. */
    void put(int row, int from, int to, byte[] samples) {
        MemorySegment.copy(MemorySegment.ofArray(samples), from, bytes, (long) row * stride + from, to - from);
    }
}
