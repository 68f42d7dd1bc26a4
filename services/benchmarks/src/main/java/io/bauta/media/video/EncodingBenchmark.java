/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A picture encoded by the best encoder of the machine, and beside it by the OpenH264 inside FFmpeg, which is built without
 * its assembler. What is encoded is a gradient that moves by two pixels a frame.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodingBenchmark {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final long FRAME_MICROS = 40_000;

    private final Arena arena = Arena.ofShared();
    private final Frame[] film = new Frame[16];
    private MemorySegment from;
    private MemorySegment to;
    private VideoEncoder best;
    private VideoEncoder inside;
    private int shown;

    @Setup
    public void open() {
        for (int number = 0; number < film.length; number++) {
            film[number] = drawn(number);
        }
        VideoSettings settings = VideoSettings.of(WIDTH, HEIGHT, 25);
        best = VideoEncoder.open(settings, H264Encoder.of(H264Encoder.AUTO));
        inside = VideoEncoder.open(settings);
        from = arena.allocate(WIDTH * HEIGHT * 3 / 2, 64);
        to = arena.allocate(WIDTH * HEIGHT * 3 / 2, 64);
    }

    @Benchmark
    public List<EncodedPacket> best() {
        return best.encode(next(), false);
    }

    @Benchmark
    public List<EncodedPacket> insideFfmpeg() {
        return inside.encode(next(), false);
    }

    /** As many bytes as the picture has. */
    @Benchmark
    public MemorySegment copy() {
        return to.copyFrom(from);
    }

    private Frame next() {
        Frame frame = film[shown % film.length];
        frame.retime(shown++ * FRAME_MICROS);
        return frame;
    }

    private static Frame drawn(int number) {
        Frame frame = Frame.black(WIDTH, HEIGHT, 0);
        ByteBuffer luma = frame.writablePlane(0);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int bright = 64 + ((x + 2 * number) * 3 & 63) + (y * 5 & 63);
                luma.put(y * frame.stride(0) + x, (byte) bright);
            }
        }
        return frame;
    }

    @TearDown
    public void close() {
        best.close();
        inside.close();
        for (Frame frame : film) {
            frame.close();
        }
        arena.close();
    }
}
