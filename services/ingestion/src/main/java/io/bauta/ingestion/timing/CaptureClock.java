/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.timing;

/**
 * Maps presentation times of one source (microseconds) to the wall clock (microseconds since 1970). Picture and sound of
 * one source share one. Used by the source's thread only.
 */
public interface CaptureClock {

    /**
     * A packet with this time has been read. A camera's clock learns from the moment; a file's clock waits until the
     * packet is due.
     */
    void arrived(long ptsMicros) throws InterruptedException;

    /** The wall-clock time of a presentation time; never runs backwards as presentation times grow. */
    long wallMicros(long ptsMicros);

    /** Whether what was captured up to this time may be known by now. */
    boolean hasPassed(long ptsMicros);

    /** Waits until {@link #hasPassed}. */
    void awaitPassed(long ptsMicros) throws InterruptedException;
}
