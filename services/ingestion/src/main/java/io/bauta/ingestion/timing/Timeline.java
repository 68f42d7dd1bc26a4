/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.timing;

import java.util.HashMap;
import java.util.Map;

/**
 * Takes the jumps out of a source's times: cameras reset their clocks, recordings are glued together. A step of more than
 * ten seconds ahead or one second back, measured on decoding times, is no passing of time; the stream goes on where it
 * was and the caller hears of it. The other stream of the source then makes the same step, if that makes it join on.
 * Deterministic, so that replaying a file gives the same times. Not thread-safe.
 */
public final class Timeline {
    private static final long AHEAD_MICROS = 10_000_000;
    private static final long BACK_MICROS = 1_000_000;
    private static final long UNKNOWN_DURATION_MICROS = 40_000;

    private final Map<Integer, Track> tracks = new HashMap<>();
    private long newestShift;

    /**
     * Where a packet lies.
     *
     * @param shiftMicros to be added to all its times
     * @param jumped whether this packet does not join on to the one before
     */
    public record Place(long shiftMicros, boolean jumped) {}

    /** @param durationMicros 0 where unknown */
    public Place place(int stream, long dtsMicros, long durationMicros) {
        Track track = tracks.get(stream);
        boolean jumped = false;
        if (track == null) {
            track = new Track(newestShift);
            tracks.put(stream, track);
        } else if (!track.joins(dtsMicros + track.shift)) {
            jumped = true;
            track.shift = track.joins(dtsMicros + newestShift) ? newestShift : track.expected - dtsMicros;
            newestShift = track.shift;
        }
        track.expected = dtsMicros + track.shift + (durationMicros > 0 ? durationMicros : UNKNOWN_DURATION_MICROS);
        track.begun = true;
        return new Place(track.shift, jumped);
    }

    private static final class Track {
        private long shift;
        private long expected;
        private boolean begun;

        Track(long shift) {
            this.shift = shift;
        }

        boolean joins(long dtsMicros) {
            long step = dtsMicros - expected;
            return !begun || (step <= AHEAD_MICROS && step >= -BACK_MICROS);
        }
    }
}
