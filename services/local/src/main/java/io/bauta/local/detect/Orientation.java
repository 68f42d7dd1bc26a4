/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.detect;

import io.bauta.media.demux.SourceStream;
import io.bauta.media.video.Frame;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How the pixels of a JPEG or a film are to be turned to stand upright (Exif 2.32, tag 274), so that faces are looked for
 * upright and stay so when the tag is gone. Constants are in the order of the tag's values, from 1: what lies in the first row
 * and column.
 */
public enum Orientation {
    TOP_LEFT,
    TOP_RIGHT,
    BOTTOM_RIGHT,
    BOTTOM_LEFT,
    LEFT_TOP,
    RIGHT_TOP,
    RIGHT_BOTTOM,
    LEFT_BOTTOM;

    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int APP1 = 0xFFE1;
    private static final int START_OF_SCAN = 0xFFDA;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int TAG = 274;
    private static final int ENTRY_BYTES = 12;

    /** A picture that says nothing that can be understood is taken as it lies. */
    static Orientation of(Path file) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readUnsignedShort() != START_OF_IMAGE) {
                return TOP_LEFT;
            }
            for (int marker = in.readUnsignedShort(); marker != START_OF_SCAN; marker = in.readUnsignedShort()) {
                byte[] segment = in.readNBytes(in.readUnsignedShort() - 2);
                if (marker == APP1 && startsWithExif(segment)) {
                    return of(ByteBuffer.wrap(segment, EXIF.length, segment.length - EXIF.length)
                            .slice());
                }
            }
            return TOP_LEFT;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return TOP_LEFT;
        }
    }

    private static boolean startsWithExif(byte[] segment) {
        return segment.length > EXIF.length && Arrays.equals(EXIF, 0, EXIF.length, segment, 0, EXIF.length);
    }

    /** @param tiff header, then directories */
    private static Orientation of(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int entry = 0; entry < entries; entry++) {
            int at = directory + 2 + entry * ENTRY_BYTES;
            int value = tiff.getShort(at + 8);
            if (tiff.getShort(at) == TAG && value >= 1 && value <= values().length) {
                return values()[value - 1];
            }
        }
        return TOP_LEFT;
    }

    /** What a film's container says of its pictures. */
    public static Orientation of(SourceStream stream) {
        return values()[stream.orientation() - 1];
    }

    /** Whether width and height change places. */
    private boolean lies() {
        return compareTo(LEFT_TOP) >= 0;
    }

    /**
     * The frame upright.
     *
     * @param frame becomes this method's, which gives it back or closes it
     */
    public Frame upright(Frame frame) {
        if (this == TOP_LEFT) {
            return frame;
        }
        try (frame) {
            return turned(frame);
        }
    }

    private Frame turned(Frame frame) {
        Frame turned = Frame.black(
                lies() ? frame.height() : frame.width(), lies() ? frame.width() : frame.height(), frame.ptsMicros());
        turn(frame, turned, 0, 1);
        turn(frame, turned, 1, 2);
        turn(frame, turned, 2, 2);
        return turned;
    }

    private void turn(Frame from, Frame to, int plane, int part) {
        int width = (from.width() + part - 1) / part;
        int height = (from.height() + part - 1) / part;
        ByteBuffer target = to.writablePlane(plane);
        ByteBuffer source = from.plane(plane);
        int across = lies() ? height : width;
        int down = lies() ? width : height;
        byte[] level = levels(from.fullRange(), plane == 0);
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                int column = column(x, y, width);
                int row = row(x, y, height);
                int value = source.get(row * from.stride(plane) + column) & 0xFF;
                target.put(y * to.stride(plane) + x, level[value]);
            }
        }
    }

    private int column(int x, int y, int width) {
        return switch (this) {
            case TOP_LEFT, BOTTOM_LEFT -> x;
            case TOP_RIGHT, BOTTOM_RIGHT -> width - 1 - x;
            case LEFT_TOP, RIGHT_TOP -> y;
            case RIGHT_BOTTOM, LEFT_BOTTOM -> width - 1 - y;
        };
    }

    private int row(int x, int y, int height) {
        return switch (this) {
            case TOP_LEFT, TOP_RIGHT -> y;
            case BOTTOM_RIGHT, BOTTOM_LEFT -> height - 1 - y;
            case LEFT_TOP, LEFT_BOTTOM -> x;
            case RIGHT_TOP, RIGHT_BOTTOM -> height - 1 - x;
        };
    }

    /** New frames have limited range, and JPEG has full range: ITU-R BT.601, 219 steps of luma and 224 of colour. */
    private static byte[] levels(boolean fullRange, boolean luma) {
        byte[] levels = new byte[256];
        for (int value = 0; value < levels.length; value++) {
            double limited = luma ? 16 + value * 219 / 255.0 : 128 + (value - 128) * 224 / 255.0;
            levels[value] = (byte) (fullRange ? Math.round(limited) : value);
        }
        return levels;
    }
}
