/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import java.util.Optional;

/**
 * What a camera's lane must remember over restarts.
 *
 * @param epoch raw epoch of the last picture dealt with; -1 before the first
 * @param lastPtsMicros its time on the camera's clock
 * @param originMicros capture time of the anon epoch's first picture, microseconds since 1970; the timeline begins there
 * @param lastMicros place on the timeline of the last picture dealt with; -1 before the first
 * @param fragment chunks released so far
 */
record CameraState(long epoch, long lastPtsMicros, long originMicros, long lastMicros, int fragment) {
    static final CameraState NEW = new CameraState(-1, Long.MIN_VALUE, 0, -1, 0);
    private static final int FIELDS = 5;
    /** Two pictures never share a place, nor come nearer than a millisecond. */
    private static final long CLOSEST_MICROS = 1000;

    static CameraState read(Optional<String> text) {
        if (text.isEmpty()) {
            return NEW;
        }
        String[] fields = text.get().split(",", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("a camera's state has " + FIELDS + " fields");
        }
        return new CameraState(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Integer.parseInt(fields[4]));
    }

    String text() {
        return epoch + "," + lastPtsMicros + "," + originMicros + "," + lastMicros + "," + fragment;
    }

    /** Whether a picture was dealt with before: this is a replay, or the camera's clock went back. */
    boolean knows(long ofEpoch, long ptsMicros) {
        return ofEpoch == epoch && ptsMicros <= lastPtsMicros;
    }

    /** Where a picture of this capture time stands: after the one before, whatever the clocks did. */
    long place(long wallMicros) {
        return lastMicros < 0 ? 0 : Math.max(wallMicros - originMicros, lastMicros + CLOSEST_MICROS);
    }

    /** After a picture. */
    CameraState after(long ofEpoch, long ptsMicros, long wallMicros, long placeMicros) {
        return new CameraState(ofEpoch, ptsMicros, lastMicros < 0 ? wallMicros : originMicros, placeMicros, fragment);
    }

    CameraState afterRelease() {
        return new CameraState(epoch, lastPtsMicros, originMicros, lastMicros, fragment + 1);
    }

    /** At the same place, of which nothing was released yet. */
    CameraState withoutReleases() {
        return new CameraState(epoch, lastPtsMicros, originMicros, lastMicros, 0);
    }

    /** After records without a picture. */
    CameraState withoutPicture(long ofEpoch, long ptsMicros) {
        return knows(ofEpoch, ptsMicros)
                ? this
                : new CameraState(ofEpoch, ptsMicros, originMicros, lastMicros, fragment);
    }
}
