/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.media.audio.PcmBlock;
import io.bauta.media.file.MediaFileWriter;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoSettings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Small films to be made anonymous: narrow stripes that move, and a tone. */
public final class TestFilm {
    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    static final int FRAMES_PER_SECOND = 25;
    private static final int RATE = 16_000;
    private static final int STRIPE = 8;

    private TestFilm() {}

    public static Path withSound(Path file, int frames) {
        try (MediaFileWriter writer = MediaFileWriter.open(
                file, new VideoSettings(WIDTH, HEIGHT, FRAMES_PER_SECOND, 2_000_000), OptionalInt.of(RATE))) {
            for (int i = 0; i < frames; i++) {
                write(writer, i);
                writer.write(tone(i * RATE / FRAMES_PER_SECOND, RATE / FRAMES_PER_SECOND));
            }
            writer.finish(frames * 1_000_000L / FRAMES_PER_SECOND);
        }
        return file;
    }

    static Path soundOnly(Path file, int seconds) {
        try (MediaFileWriter writer = MediaFileWriter.openForSound(file, RATE)) {
            writer.write(tone(0, seconds * RATE));
            writer.finish(seconds * 1_000_000L);
        }
        return file;
    }

    /** A second of a rich tone from 2 s on, and silence around it. */
    static Path toneAmongSilence(Path file, int rate, int seconds) {
        short[] samples = new short[seconds * rate];
        for (int i = 2 * rate; i < 3 * rate; i++) {
            for (int overtone = 1; overtone <= 4; overtone++) {
                samples[i] += (short) (6_000 * Math.sin(2 * Math.PI * 440 * overtone * i / rate));
            }
        }
        try (MediaFileWriter writer = MediaFileWriter.openForSound(file, rate)) {
            writer.write(new PcmBlock(0, rate, samples));
            writer.finish(seconds * 1_000_000L);
        }
        return file;
    }

    private static void write(MediaFileWriter writer, int number) {
        try (Frame frame = Frame.black(WIDTH, HEIGHT, number * 1_000_000L / FRAMES_PER_SECOND)) {
            ByteBuffer luma = frame.writablePlane(0);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    boolean light = (x + 2 * number) / STRIPE % 2 == 0;
                    luma.put(y * frame.stride(0) + x, (byte) (light ? 200 : 40));
                }
            }
            writer.write(frame);
        }
    }

    private static PcmBlock tone(int from, int samples) {
        short[] tone = new short[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (short) (12_000 * Math.sin(2 * Math.PI * 440 * (from + i) / RATE));
        }
        return new PcmBlock(from * 1_000_000L / RATE, RATE, tone);
    }
}
