/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

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

/** A plane of bytes to floats, as a network takes them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NormalisationBenchmark {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 384;

    private final Arena arena = Arena.ofShared();
    private final PixelNormalisation normalisation = PixelNormalisation.toUnit();
    private MemorySegment plane;
    private MemorySegment floats;
    private MemorySegment others;

    @Setup
    public void open() {
        plane = arena.allocate(WIDTH * HEIGHT, 64);
        floats = arena.allocate(4L * WIDTH * HEIGHT, 64);
        others = arena.allocate(4L * WIDTH * HEIGHT, 64);
    }

    @Benchmark
    public MemorySegment vector() {
        normalisation.apply(plane, WIDTH, WIDTH, HEIGHT, floats);
        return floats;
    }

    @Benchmark
    public MemorySegment scalar() {
        for (int row = 0; row < HEIGHT; row++) {
            long from = (long) row * WIDTH;
            normalisation.scalar(plane, from, 0, WIDTH, floats, from * Float.BYTES);
        }
        return floats;
    }

    /** As many bytes as the floats have. */
    @Benchmark
    public MemorySegment copy() {
        return floats.copyFrom(others);
    }

    @TearDown
    public void close() {
        arena.close();
    }
}
