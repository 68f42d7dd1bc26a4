/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.studio;

import io.bauta.media.video.Frame;
import java.nio.ByteBuffer;

/**
 * The film of the tests: a bright square of 16 pixels over a grey slope. In picture {@code i} it stands at {@code x = 4 i,
 * y = 16}, so that a picture tells its number whatever codec it has gone through.
 */
public final class MovingSquare {
    public static final int SIDE = 16;
    public static final int TOP = 16;
    public static final int STEP = 4;
    public static final int WIDTH = 64;
    public static final int HEIGHT = 48;
    public static final int BRIGHT = 220;
    public static final int U = 90;
    public static final int V = 200;
    private static final int THRESHOLD = 165;

    private MovingSquare() {}

    /** Luma of picture {@code index} at a place. */
    public static int luma(int index, int x, int y) {
        return inside(index, x, y) ? BRIGHT : 40 + Math.min(x, 100);
    }

    /** Chroma of picture {@code index} at a place, in luma's coordinates; plane 1 or 2. */
    public static int chroma(int index, int plane, int x, int y) {
        return inside(index, x, y) ? plane == 1 ? U : V : 128;
    }

    private static boolean inside(int index, int x, int y) {
        int left = STEP * index;
        return x >= left && x < left + SIDE && y >= TOP && y < TOP + SIDE;
    }

    /** A picture of the film of any size. */
    public static Frame frame(int width, int height, int index, long ptsMicros) {
        Frame frame = Frame.black(width, height, ptsMicros);
        for (int plane = 0; plane < 3; plane++) {
            ByteBuffer pixels = frame.writablePlane(plane);
            int shift = plane == 0 ? 0 : 1;
            for (int y = 0; y < (height + shift) >> shift; y++) {
                for (int x = 0; x < (width + shift) >> shift; x++) {
                    int value = plane == 0 ? luma(index, x, y) : chroma(index, plane, x << 1, y << 1);
                    pixels.put(y * frame.stride(plane) + x, (byte) value);
                }
            }
        }
        return frame;
    }

    /** A picture of the usual size, ten a second. */
    public static Frame frame(int index) {
        return frame(WIDTH, HEIGHT, index, index * 100_000L);
    }

    /** Which picture of the film this is, by where the square stands; -1 where there is none. */
    public static int numberOf(Frame frame) {
        ByteBuffer luma = frame.plane(0);
        long sum = 0;
        int count = 0;
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                if ((luma.get(y * frame.stride(0) + x) & 0xFF) > THRESHOLD) {
                    sum += x;
                    count++;
                }
            }
        }
        return count == 0 ? -1 : Math.toIntExact(Math.round((sum / (double) count - (SIDE - 1) / 2.0) / STEP));
    }

    /** Mean distance of luma from what picture {@code index} should show, in grey levels. */
    public static double distance(Frame frame, int index) {
        ByteBuffer luma = frame.plane(0);
        long sum = 0;
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                sum += Math.abs((luma.get(y * frame.stride(0) + x) & 0xFF) - luma(index, x, y));
            }
        }
        return sum / (double) (frame.width() * frame.height());
    }

    /** One pixel of a plane. */
    public static int pixel(Frame frame, int plane, int x, int y) {
        return frame.plane(plane).get(y * frame.stride(plane) + x) & 0xFF;
    }
}
