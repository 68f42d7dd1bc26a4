/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.timing;

/**
 * The clock of something live. A packet cannot arrive before it was captured, so the smallest difference between arrival
 * and presentation time seen over some seconds is the best guess of the offset between both clocks (the others waited in
 * a queue on the way; the same idea as the minimum filter of NTP, RFC 5905 §10). The offset in use follows that guess by
 * slewing: at most 0.5 %, or 10 % when it is off by more than 200 ms, for instance after a burst of buffered pictures at
 * the beginning. So time never steps and never runs backwards, and after a reconnect it begins behind the last time told.
 */
public final class CameraClock implements CaptureClock {
    private static final long WINDOW_MICROS = 5_000_000;
    private static final long FAR_OFF_MICROS = 200_000;
    private static final double SLEW = 0.005;
    private static final double SLEW_WHEN_FAR_OFF = 0.1;

    private final WallClock wall;
    private final long notBeforeMicros;
    private boolean anchored;
    private long offset;
    private long target;
    private long smallest;
    private long windowEnd;
    private long newest;

    /** @param notBeforeMicros the last wall-clock time told for this source on an earlier connection */
    public CameraClock(WallClock wall, long notBeforeMicros) {
        this.wall = wall;
        this.notBeforeMicros = notBeforeMicros;
    }

    @Override
    public void arrived(long ptsMicros) {
        long now = wall.micros();
        long difference = now - ptsMicros;
        if (!anchored) {
            anchored = true;
            offset = Math.max(now, notBeforeMicros + 1) - ptsMicros;
            target = difference;
            newest = ptsMicros;
            openWindow(ptsMicros);
        }
        smallest = Math.min(smallest, difference);
        target = Math.min(target, difference);
        if (ptsMicros >= windowEnd) {
            target = smallest;
            openWindow(ptsMicros);
        }
        slew(ptsMicros);
    }

    private void openWindow(long ptsMicros) {
        smallest = Long.MAX_VALUE;
        windowEnd = ptsMicros + WINDOW_MICROS;
    }

    private void slew(long ptsMicros) {
        long passed = Math.max(0, ptsMicros - newest);
        newest = Math.max(newest, ptsMicros);
        long error = target - offset;
        double rate = Math.abs(error) > FAR_OFF_MICROS ? SLEW_WHEN_FAR_OFF : SLEW;
        long most = (long) (passed * rate);
        offset += Math.clamp(error, -most, most);
    }

    @Override
    public long wallMicros(long ptsMicros) {
        return offset + ptsMicros;
    }

    @Override
    public boolean hasPassed(long ptsMicros) {
        return true;
    }

    @Override
    public void awaitPassed(long ptsMicros) {
        // what a live source has sent has been captured
    }
}
