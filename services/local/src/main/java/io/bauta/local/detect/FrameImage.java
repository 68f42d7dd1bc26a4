/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.detect;

import io.bauta.media.video.Frame;
import io.bauta.media.video.RgbScaler;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A frame as the JDK draws and writes pictures. Nothing but its pixels comes along. */
public final class FrameImage {
    private FrameImage() {}

    /** The whole frame, at the size wanted. */
    public static BufferedImage of(RgbScaler scaler, Frame frame, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        // Outside of the heap: a photograph's planes are as large as the rest of the heap of a small JVM.
        try (Arena planes = Arena.ofConfined()) {
            MemorySegment red = planes.allocate(pixels.length);
            MemorySegment green = planes.allocate(pixels.length);
            MemorySegment blue = planes.allocate(pixels.length);
            scaler.scale(frame, width, height, width, red, green, blue);
            for (int at = 0; at < pixels.length; at++) {
                pixels[at] = (byteAt(red, at) << 16) | (byteAt(green, at) << 8) | byteAt(blue, at);
            }
        }
        return image;
    }

    private static int byteAt(MemorySegment plane, int at) {
        return plane.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
    }
}
