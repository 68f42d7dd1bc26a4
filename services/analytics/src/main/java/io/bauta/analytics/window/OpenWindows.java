/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Tumbling windows over the capture time of one sensor. A window opens when something falls into it and closes when the
 * watermark passes its end; once closed it never opens again, so that there is one record per window. Seconds without
 * any media have no window. Not thread-safe.
 *
 * @param <T> what is added up in a window
 */
public final class OpenWindows<T> {
    private final long lengthMicros;
    private final Supplier<T> maker;
    private final NavigableMap<Long, T> open = new TreeMap<>();
    private long firstOpenable;

    /**
     * @param length length of a window; windows begin at whole multiples of it since 1970
     * @param closedBefore windows that begin before this instant were closed in an earlier life of the service
     * @param maker makes what an empty window holds
     */
    public OpenWindows(Duration length, Instant closedBefore, Supplier<T> maker) {
        this.lengthMicros = Micros.of(length);
        this.maker = maker;
        this.firstOpenable = Math.ceilDiv(Micros.of(closedBefore), lengthMicros);
    }

    /** The window an instant falls into, or nothing if that window is closed. */
    public Optional<T> at(long micros) {
        long index = Math.floorDiv(micros, lengthMicros);
        return index < firstOpenable ? Optional.empty() : Optional.of(open.computeIfAbsent(index, any -> maker.get()));
    }

    /** Closes the windows that end at or before the watermark and returns them, oldest first. */
    public List<Closed<T>> advanceTo(long watermarkMicros) {
        return closeBelow(Math.floorDiv(watermarkMicros, lengthMicros));
    }

    /** Closes whatever is open, because nothing more is expected. */
    public List<Closed<T>> closeAll() {
        return open.isEmpty() ? List.of() : closeBelow(open.lastKey() + 1);
    }

    /** Windows that begin before this instant are closed. */
    public Instant closedBefore() {
        return Micros.instant(firstOpenable * lengthMicros);
    }

    public boolean isEmpty() {
        return open.isEmpty();
    }

    private List<Closed<T>> closeBelow(long index) {
        List<Closed<T>> closed = new ArrayList<>();
        NavigableMap<Long, T> done = open.headMap(index, false);
        done.forEach((key, tally) -> closed.add(new Closed<>(Micros.instant(key * lengthMicros), tally)));
        done.clear();
        firstOpenable = Math.max(firstOpenable, index);
        return closed;
    }

    /**
     * @param start first instant of the window
     * @param tally what was added up in it
     */
    public record Closed<T>(Instant start, T tally) {}
}
