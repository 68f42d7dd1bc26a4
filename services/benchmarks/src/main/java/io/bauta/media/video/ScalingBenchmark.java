/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A picture made ready for a network, and the smaller picture of a second level: swscale and the rows copied after it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScalingBenchmark {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment[] planes = new MemorySegment[3];
    private MemorySegment from;
    private MemorySegment to;
    private Frame frame;
    private RgbScaler rgb;
    private FrameScaler half;

    @Setup
    public void open() {
        frame = DrawnPicture.of720Lines();
        rgb = new RgbScaler();
        half = new FrameScaler();
        for (int plane = 0; plane < planes.length; plane++) {
            planes[plane] = arena.allocate(WIDTH * HEIGHT, 64);
        }
        from = arena.allocate(1280 * 720 * 3 / 2, 64);
        to = arena.allocate(1280 * 720 * 3 / 2, 64);
    }

    @Benchmark
    public MemorySegment rgbOfHalfSize() {
        rgb.scale(frame, WIDTH, HEIGHT, WIDTH, planes);
        return planes[0];
    }

    @Benchmark
    public void frameOfHalfSize() {
        half.scale(frame, WIDTH, HEIGHT).close();
    }

    /** As many bytes as the picture has. */
    @Benchmark
    public MemorySegment copy() {
        return to.copyFrom(from);
    }

    @TearDown
    public void close() {
        half.close();
        rgb.close();
        frame.close();
        arena.close();
    }
}
