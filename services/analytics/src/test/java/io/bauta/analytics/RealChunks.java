/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics;

import io.bauta.media.audio.FlacEncoder;
import io.bauta.media.video.EncodedPacket;
import io.bauta.media.video.FragmentedMp4Writer;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoEncoder;
import io.bauta.media.video.VideoSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Chunks of half a second as anonymisers make them. */
final class RealChunks {
    static final int CHUNK_MILLIS = 500;
    static final int FRAMES = 5;
    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    private static final int RATE = 16_000;

    private RealChunks() {}

    /** Chunks of a bar that moves to the right, or stands still. */
    static List<byte[]> video(int chunks, boolean moving) {
        List<byte[]> media = new ArrayList<>();
        VideoSettings settings = VideoSettings.of(WIDTH, HEIGHT, 10);
        try (VideoEncoder encoder = VideoEncoder.open(settings)) {
            FragmentedMp4Writer writer = new FragmentedMp4Writer(settings, encoder.codecConfiguration());
            for (int chunk = 0; chunk < chunks; chunk++) {
                List<EncodedPacket> packets = new ArrayList<>();
                for (int i = 0; i < FRAMES; i++) {
                    int number = chunk * FRAMES + i;
                    try (Frame frame = Frame.black(WIDTH, HEIGHT, number * 100_000L)) {
                        bar(frame, moving ? number * 16 % WIDTH : 0);
                        packets.addAll(encoder.encode(frame, i == 0));
                    }
                }
                media.add(writer.write(packets, chunk + 1, (chunk + 1) * 500_000L));
            }
        }
        return media;
    }

    /** A chunk of a 1 kHz tone whose greatest sample is {@code amplitude}. */
    static byte[] tone(int amplitude) {
        short[] samples = new short[RATE * CHUNK_MILLIS / 1000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * 1_000 * i / RATE));
        }
        try (FlacEncoder encoder = FlacEncoder.open(RATE)) {
            return encoder.encode(samples);
        }
    }

    private static void bar(Frame frame, int left) {
        ByteBuffer luma = frame.writablePlane(0);
        int stride = frame.stride(0);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = left; x < Math.min(WIDTH, left + 64); x++) {
                luma.put(y * stride + x, (byte) 235);
            }
        }
    }
}
