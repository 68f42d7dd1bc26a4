/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/** Turns ticks of a stream's time base into microseconds, to the nearest, without overflow. */
public final class Microseconds {
    private final long numerator;
    private final long denominator;

    public Microseconds(AVRational timeBase) {
        numerator = 1_000_000L * timeBase.num();
        denominator = timeBase.den();
    }

    public long of(long ticks) {
        return avutil.av_rescale(ticks, numerator, denominator);
    }
}
