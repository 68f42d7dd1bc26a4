/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.contracts.policy.RegionMethod;
import io.bauta.media.video.DrawnPicture;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.track.Box;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Eight boxes of 96 by 96 pixels hidden by each method. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RegionCoverBenchmark {
    private static final int BOXES = 8;
    private static final int SIDE = 96;
    private static final List<Box> CROWD = IntStream.range(0, BOXES)
            .mapToObj(number -> new Box(16 + 150 * number, 100 + 60 * number, SIDE, SIDE))
            .toList();

    private final byte[] from = new byte[BOXES * SIDE * SIDE * 3 / 2];
    private final byte[] to = new byte[from.length];
    private Frame frame;

    /** What draws over the boxes. */
    @State(Scope.Thread)
    public static class Method {
        @Param({"SOLID", "MOSAIC", "SILHOUETTE", "WEAK_BLUR", "WEAK_NOISE", "WEAK_QUANTISE", "WEAK_PIXELATE"})
        public RegionMethod method;

        private RegionCover cover;

        @Setup
        public void open() {
            cover = RegionCover.of(method);
        }
    }

    @Setup
    public void open() {
        frame = DrawnPicture.of720Lines();
    }

    @Benchmark
    public Frame cover(Method method) {
        method.cover.cover(frame, CROWD);
        return frame;
    }

    /** As many bytes as the boxes have, chroma included. */
    @Benchmark
    public byte[] copy() {
        System.arraycopy(from, 0, to, 0, from.length);
        return to;
    }

    @TearDown
    public void close() {
        frame.close();
    }
}
