/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import org.bytedeco.ffmpeg.global.avutil;

/**
 * Keeps the times of decoded frames strictly increasing. A frame without a time of its own, or with one that lies before
 * its predecessor's, follows that one at the last known distance. Not thread-safe.
 */
final class PresentationTimes {
    private static final long FIRST_GUESS = 40_000;

    /** A longer distance is a hole or a wrong time, and no guess for the next picture. */
    private static final long LONGEST_DISTANCE = 1_000_000;

    private long last = Long.MIN_VALUE;
    private long distance = FIRST_GUESS;

    /** @param ptsMicros as the decoder gives it, possibly AV_NOPTS_VALUE */
    long next(long ptsMicros) {
        if (last == Long.MIN_VALUE) {
            last = ptsMicros == avutil.AV_NOPTS_VALUE ? 0 : ptsMicros;
        } else if (ptsMicros == avutil.AV_NOPTS_VALUE || ptsMicros <= last) {
            last += distance;
        } else {
            if (ptsMicros - last <= LONGEST_DISTANCE) {
                distance = ptsMicros - last;
            }
            last = ptsMicros;
        }
        return last;
    }

    void reset() {
        last = Long.MIN_VALUE;
        distance = FIRST_GUESS;
    }
}
