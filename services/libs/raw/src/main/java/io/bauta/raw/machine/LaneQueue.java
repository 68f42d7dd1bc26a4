/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.raw.RawRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A sensor's raw records on their way to its lane. Never refuses one that was polled already: the pump looks at {@link
 * #full} and pauses the partition, so that the bounds are overshot by one fetch at most. Thread-safe.
 */
final class LaneQueue {
    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long mostBytes;
    private final int mostItems;

    LaneQueue(long mostBytes, int mostItems) {
        this.mostBytes = mostBytes;
        this.mostItems = mostItems;
    }

    /**
     * @param offset on the partition
     * @param time of the record as the broker has it
     * @param bytes of its value
     * @param record empty if its headers could not be understood
     */
    record Item(long offset, Instant time, int bytes, Optional<RawRecord> record) {}

    void add(Item item) {
        bytes.addAndGet(item.bytes());
        items.add(item);
    }

    /** The next one, or null if none comes in time. */
    Item poll(long waitMillis) throws InterruptedException {
        Item item = items.poll(waitMillis, TimeUnit.MILLISECONDS);
        if (item != null) {
            bytes.addAndGet(-item.bytes());
        }
        return item;
    }

    boolean full() {
        return bytes.get() >= mostBytes || items.size() >= mostItems;
    }

    /** Whether it is empty enough for its partition to be read again. */
    boolean drained() {
        return bytes.get() <= mostBytes / 2 && items.size() <= mostItems / 2;
    }

    int waitingRecords() {
        return items.size();
    }

    long waitingBytes() {
        return Math.max(0, bytes.get());
    }
}
