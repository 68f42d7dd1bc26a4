/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.audioanonymiser.spectrum.FrameClock;
import io.bauta.audioanonymiser.spectrum.FrameTransform;
import io.bauta.audioanonymiser.spectrum.HeardFrame;
import io.bauta.audioanonymiser.spectrum.HeardFrames;
import io.bauta.audioanonymiser.spectrum.Spectrum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is made here is what the models package makes, in which it is judged by attackers. */
class GoldenDisguisesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/disguises");
    private static final FrameClock CLOCK = FrameClock.of(16_000);
    private static final int EVERY_FRAME = 25;
    private static final int EVERY_BIN = 4;

    @Test
    void conversion() throws IOException {
        try (Conversion conversion = new Conversion()) {
            conversion.begin(0, new Drawn(1, 2));

            assertSame(conversion, "convert.f32");
        }
    }

    @Test
    void garble() throws IOException {
        Garble garble = new Garble();
        garble.begin(0, new Drawn(1, 2), new Drawn(4, 0));

        assertSame(garble, "garble.f32");
    }

    private static void assertSame(SpeechDisguise disguise, String name) throws IOException {
        FloatBuffer golden = bytes(name).asFloatBuffer();
        ShortBuffer sound = bytes("sound.s16").asShortBuffer();
        HeardFrames heard = new HeardFrames(CLOCK);
        FrameTransform transform = new FrameTransform(CLOCK);
        Spectrum made = new Spectrum(CLOCK.bins());
        int compared = 0;
        double largest = 0;
        for (int frame = 0; golden.hasRemaining(); frame++) {
            while (heard.last() < frame + SpeechDisguise.AHEAD) {
                hear(sound, (int) heard.last() + 1, heard.add(), transform);
            }
            made.clear();
            disguise.add(frame, heard, made);
            if (frame % EVERY_FRAME == 0) {
                double loudest = 0;
                double apart = 0;
                for (int bin = 0; bin < made.bins(); bin += EVERY_BIN) {
                    double real = golden.get();
                    double imaginary = golden.get();
                    loudest = Math.max(loudest, Math.hypot(real, imaginary));
                    apart = Math.max(apart, Math.hypot(real - made.real()[bin], imaginary - made.imaginary()[bin]));
                }
                assertThat(loudest).as("there is something to compare").isPositive();
                largest = Math.max(largest, apart / loudest);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(10);
        assertThat(largest).as("difference beside the loudest bin").isLessThan(1e-5);
    }

    /** As a frame in which all is speech, from 78 Hz on. */
    private static void hear(ShortBuffer sound, int frame, HeardFrame into, FrameTransform transform) {
        for (int i = 0; i < CLOCK.window(); i++) {
            int at = (frame - 1) * CLOCK.hop() + i;
            into.samples()[i] = at < 0 || at >= sound.limit() ? 0 : sound.get(at) / 32_768.0;
        }
        transform.analyse(into.samples(), into.spectrum());
        Arrays.fill(into.mask(), 1);
        Arrays.fill(into.mask(), 0, 3, 0);
    }

    private static ByteBuffer bytes(String name) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(GOLDEN.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The generator of make_disguises.py. */
    private static final class Drawn implements Draws {
        private long numbers;
        private long noise;

        Drawn(int numbers, int noise) {
            this.numbers = numbers;
            this.noise = noise;
        }

        private static long after(long state) {
            return (1_103_515_245 * state + 12_345) % (1L << 31);
        }

        @Override
        public double next() {
            numbers = after(numbers);
            return 2.0 * numbers / (1L << 31) - 1;
        }

        @Override
        public double noise() {
            noise = after(noise);
            return Math.sqrt(3) * (2.0 * noise / (1L << 31) - 1);
        }
    }
}
