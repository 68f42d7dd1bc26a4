/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.street;

import io.bauta.media.video.EncodedPacket;
import io.bauta.media.video.FragmentedMp4Writer;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoEncoder;
import io.bauta.media.video.VideoSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Draws an evening street with people as mosaics walking by, and packs it as the chunks an anonymiser makes. */
public final class DrawnCamera implements AutoCloseable {
    public static final int CHUNK_MILLIS = 500;
    private static final int FRAMES_A_SECOND = 12;
    private static final int BLOCK = 20;

    private final int width;
    private final int height;
    private final int hue;
    private final VideoEncoder encoder;
    private final FragmentedMp4Writer writer;
    private int chunk;

    /** @param hue 0 to 255, so that cameras look different */
    public DrawnCamera(int width, int height, int hue) {
        this.width = width;
        this.height = height;
        this.hue = hue;
        VideoSettings settings = VideoSettings.of(width, height, FRAMES_A_SECOND);
        this.encoder = VideoEncoder.open(settings);
        this.writer = new FragmentedMp4Writer(settings, encoder.codecConfiguration());
    }

    /** The next half second as a self-contained fMP4. */
    public byte[] next() {
        List<EncodedPacket> packets = new ArrayList<>();
        int frames = FRAMES_A_SECOND * CHUNK_MILLIS / 1000;
        long start = chunk * (CHUNK_MILLIS * 1000L);
        for (int i = 0; i < frames; i++) {
            long pts = start + i * 1_000_000L / FRAMES_A_SECOND;
            try (Frame frame = Frame.black(width, height, pts)) {
                draw(frame, (chunk * frames + i) / (double) FRAMES_A_SECOND);
                packets.addAll(encoder.encode(frame, i == 0));
            }
        }
        chunk++;
        return writer.write(packets, chunk, start + CHUNK_MILLIS * 1000L);
    }

    private void draw(Frame frame, double seconds) {
        plane(frame, 0, 1, (x, y) -> luma(x, y, seconds));
        plane(frame, 1, 2, (x, y) -> 128 + (y < height / 2 ? 10 + hue / 12 : -6));
        plane(frame, 2, 2, (x, y) -> person(x, y, seconds) ? 128 + hue / 10 : 126 + (y < height / 2 ? 12 : 0));
    }

    private int luma(int x, int y, double seconds) {
        int horizon = height * 9 / 20;
        if (person(x, y, seconds)) {
            return 70 + Math.floorMod((x / BLOCK) * 37 + (y / BLOCK) * 61 + hue, 110);
        }
        if (y < horizon) {
            boolean house = y > horizon - height / 4 + 40 * Math.floorMod(x / 90 + hue, 3) - 40;
            boolean window = house && x % 30 > 18 && y % 26 > 14;
            return window ? 170 : house ? 60 + Math.floorMod(x / 90 * 17, 30) : 150 + 60 * y / horizon;
        }
        return 86 + 30 * (y - horizon) / (height - horizon) + ((x + y * 2) % 160 < 3 ? 30 : 0);
    }

    /** Three people of block mosaic; each walks through the picture at a pace of its own. */
    private boolean person(int x, int y, double seconds) {
        for (int i = 0; i < 3; i++) {
            double pace = 55 + 25 * i;
            int tall = height * (5 + i) / 14;
            int left =
                    (int) Math.floorMod((long) (seconds * pace * (i % 2 == 0 ? 1 : -1) + i * 260 + hue), width + 120L)
                            - 60;
            int top = height - 20 - tall - i * 8;
            if (x / BLOCK * BLOCK >= left && x / BLOCK * BLOCK < left + tall / 3 && y >= top && y < top + tall) {
                return true;
            }
        }
        return false;
    }

    private void plane(Frame frame, int plane, int scale, Shade shade) {
        ByteBuffer pixels = frame.writablePlane(plane);
        int stride = frame.stride(plane);
        for (int y = 0; y < (height + scale - 1) / scale; y++) {
            for (int x = 0; x < (width + scale - 1) / scale; x++) {
                pixels.put(y * stride + x, (byte) shade.at(x * scale, y * scale));
            }
        }
    }

    @Override
    public void close() {
        encoder.close();
    }

    private interface Shade {
        int at(int x, int y);
    }
}
