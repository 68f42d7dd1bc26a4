/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.media.video.DrawnPicture;
import io.bauta.media.video.Frame;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The means of a luma plane's blocks, which every mosaic begins with. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BlockAveragesBenchmark {
    /** A frame's mosaic of 32 blocks across, and that of a head. */
    @Param({"40", "12"})
    public int block;

    private final Arena arena = Arena.ofShared();
    private Frame frame;
    private Plane plane;
    private MemorySegment to;

    @Setup
    public void open() {
        frame = DrawnPicture.of720Lines();
        plane = Plane.readable(frame, 0);
        to = arena.allocate(plane.bytes().byteSize(), 64);
    }

    @Benchmark
    public byte[] vector() {
        return BlockAverages.of(plane, block);
    }

    @Benchmark
    public byte[] scalar() {
        return BlockAverages.scalar(plane, block);
    }

    @Benchmark
    public MemorySegment copy() {
        return to.copyFrom(plane.bytes());
    }

    @TearDown
    public void close() {
        frame.close();
        arena.close();
    }
}
