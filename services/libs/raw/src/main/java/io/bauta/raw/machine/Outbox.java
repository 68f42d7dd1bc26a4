/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Finished chunks of all lanes, in the order each lane finished them, waiting for a transaction. Putting never blocks;
 * lanes ask for room before they take their next record, so that it overshoots by one chunk a sensor at most.
 * Thread-safe.
 */
final class Outbox {
    private final Queue<FinishedChunk> waiting = new ArrayDeque<>();
    private final long limitBytes;
    private long bytes;

    Outbox(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    synchronized void put(FinishedChunk chunk) {
        waiting.add(chunk);
        bytes += chunk.bytes();
        notifyAll();
    }

    /** Waits a little for room; false if there is none yet. */
    synchronized boolean hasRoom(long waitMillis) throws InterruptedException {
        if (bytes >= limitBytes) {
            TimeUnit.MILLISECONDS.timedWait(this, waitMillis);
        }
        return bytes < limitBytes;
    }

    /** Takes what is there, up to {@code mostBytes} but at least one chunk; empty if nothing came in time. */
    synchronized List<FinishedChunk> take(long waitMillis, long mostBytes) throws InterruptedException {
        if (waiting.isEmpty()) {
            TimeUnit.MILLISECONDS.timedWait(this, waitMillis);
        }
        List<FinishedChunk> taken = new ArrayList<>();
        long size = 0;
        while (!waiting.isEmpty() && (taken.isEmpty() || size + waiting.peek().bytes() <= mostBytes)) {
            FinishedChunk next = waiting.remove();
            size += next.bytes();
            taken.add(next);
        }
        bytes -= size;
        notifyAll();
        return taken;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }
}
