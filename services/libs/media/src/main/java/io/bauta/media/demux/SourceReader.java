/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import io.bauta.contracts.site.SourceLocation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads compressed packets from a file, {@code rtsp://} (over TCP), MJPEG over {@code http://}, or a byte array. Used by
 * one thread, except {@link #close()}, which may be called by any and interrupts a read at once.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // a skeleton still
public final class SourceReader implements AutoCloseable {
    private SourceReader() {}

    /**
     * Opens a source and finds out its streams.
     *
     * @throws SourceException with the reason; nothing is left open
     */
    public static SourceReader open(SourceLocation location, SourceOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens media that are in memory already, such as one chunk.
     *
     * @param media read, not copied; not to be changed until closed
     * @throws SourceException if they are no media
     */
    public static SourceReader open(byte[] media) {
        throw new UnsupportedOperationException();
    }

    /** The picture and sound streams; never empty. */
    public List<SourceStream> streams() {
        throw new UnsupportedOperationException();
    }

    /** The first stream of a kind. */
    public Optional<SourceStream> stream(StreamKind kind) {
        return streams().stream().filter(stream -> stream.kind() == kind).findFirst();
    }

    /** How long the source is, in microseconds, as its container says; empty for live sources. */
    public OptionalLong durationMicros() {
        throw new UnsupportedOperationException();
    }

    /**
     * Waits for the next packet.
     *
     * @return empty at the regular end
     * @throws SourceException if the source breaks off, does not answer in time or is closed meanwhile
     */
    public Optional<Packet> next() {
        throw new UnsupportedOperationException();
    }

    /** What it has gone through so far; any thread. */
    public SourceStatistics statistics() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
