/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import io.bauta.media.ffmpeg.Microseconds;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/** Times of one stream's packets in microseconds, made up where the container has none. Not thread-safe. */
final class StreamTimes {
    private final Microseconds base;
    private final long originMicros;
    private final long nominalDurationMicros;
    private long nextMicros;
    private long pts;
    private long dts;
    private long duration;
    private boolean repaired;

    /** @param framesPerSecond nominal rate, 0 where unknown */
    StreamTimes(AVRational timeBase, long originMicros, double framesPerSecond) {
        this.base = new Microseconds(timeBase);
        this.originMicros = originMicros;
        this.nominalDurationMicros = framesPerSecond > 0 ? Math.round(1e6 / framesPerSecond) : 0;
    }

    /** Works out the times of one packet; the accessors below then answer for it. */
    void take(AVPacket packet) {
        duration = packet.duration() > 0 ? base.of(packet.duration()) : nominalDurationMicros;
        boolean hasPts = packet.pts() != avutil.AV_NOPTS_VALUE;
        boolean hasDts = packet.dts() != avutil.AV_NOPTS_VALUE;
        long decoded = hasDts ? base.of(packet.dts()) - originMicros : Long.MAX_VALUE;
        // FFmpeg has already looked ahead for a time (AVFMT_FLAG_GENPTS); what it leaves open has no B-frames before
        // it.
        repaired = !hasPts;
        pts = hasPts ? base.of(packet.pts()) - originMicros : hasDts ? decoded : nextMicros;
        dts = Math.min(decoded, pts);
        nextMicros = pts + duration;
    }

    long pts() {
        return pts;
    }

    long dts() {
        return dts;
    }

    long duration() {
        return duration;
    }

    boolean repaired() {
        return repaired;
    }
}
