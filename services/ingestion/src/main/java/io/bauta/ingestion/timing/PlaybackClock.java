/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.timing;

/**
 * The clock of a file played in real time: time 0 of the file is the anchor. A picture is due at the largest presentation
 * time so far, because that is when a camera could have sent it (before a B-frame come the pictures it refers to). A file
 * that fell behind, because the broker was away or ingestion was, catches up at full speed and keeps its times.
 */
public final class PlaybackClock implements CaptureClock {
    private final WallClock wall;
    private final long anchorMicros;

    public PlaybackClock(WallClock wall, long anchorMicros) {
        this.wall = wall;
        this.anchorMicros = anchorMicros;
    }

    @Override
    public void arrived(long ptsMicros) throws InterruptedException {
        awaitPassed(ptsMicros);
    }

    @Override
    public long wallMicros(long ptsMicros) {
        return anchorMicros + ptsMicros;
    }

    @Override
    public boolean hasPassed(long ptsMicros) {
        return wall.micros() >= wallMicros(ptsMicros);
    }

    @Override
    public void awaitPassed(long ptsMicros) throws InterruptedException {
        wall.waitUntil(wallMicros(ptsMicros));
    }
}
