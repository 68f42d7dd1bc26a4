/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.contracts.policy.PrivacyZone;
import io.bauta.contracts.policy.PrivacyZone.Corner;
import io.bauta.media.video.DrawnPicture;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.track.Cover;
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

/** A picture of 720 lines hidden as a whole, and a zone that is a diamond of half its area. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WholeFrameBenchmark {
    private static final List<Corner> DIAMOND =
            List.of(new Corner(0.5, 0), new Corner(1, 0.5), new Corner(0.5, 1), new Corner(0, 0.5));
    private static final int BLOCKS_ACROSS = 32;

    private final byte[] from = new byte[1280 * 720 * 3 / 2];
    private final byte[] to = new byte[from.length];
    private final Cover cover = new Cover(0);
    private final VideoMethod solid = new FrameSolid();
    private final VideoMethod mosaic = new FrameMosaic(BLOCKS_ACROSS);
    private final VideoMethod solidZone = zone(PrivacyZone.Method.SOLID);
    private final VideoMethod mosaicZone = zone(PrivacyZone.Method.MOSAIC);
    private Frame frame;

    private static VideoMethod zone(PrivacyZone.Method method) {
        return ZoneCover.of(new PrivacyZone("garden", method, DIAMOND), BLOCKS_ACROSS);
    }

    @Setup
    public void open() {
        frame = DrawnPicture.of720Lines();
    }

    /** With the new picture that it is drawn on. */
    @Benchmark
    public void solid() {
        solid.apply(frame.twin(), cover).close();
    }

    /** With the new picture that it is drawn on. */
    @Benchmark
    public void mosaic() {
        mosaic.apply(frame.twin(), cover).close();
    }

    @Benchmark
    public Frame solidZone() {
        return solidZone.apply(frame, cover);
    }

    @Benchmark
    public Frame mosaicZone() {
        return mosaicZone.apply(frame, cover);
    }

    /** Once for each size of picture. */
    @Benchmark
    public ZoneMask mask() {
        return ZoneMask.of(DIAMOND, 1280, 720);
    }

    /** As many bytes as the picture has. */
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
