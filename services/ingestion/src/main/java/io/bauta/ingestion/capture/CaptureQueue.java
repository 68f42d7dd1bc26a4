/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import io.bauta.media.demux.StreamKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What was captured and is not delivered yet, bounded in bytes. When the broker is away a file waits at its end of the
 * queue; of a live source the oldest whole groups of pictures go (or the oldest second of sound, where there is no
 * picture), are counted, and a mark is left, so that the loss is seen. One thread puts, one takes.
 */
public final class CaptureQueue {
    private static final int SOUNDS_TO_DROP = 10;

    private final long maxBytes;
    private final boolean dropOldest;
    private final SourceStatus status;
    private final Deque<Captured> items = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long bytes;
    private boolean delivering;

    public CaptureQueue(long maxBytes, boolean dropOldest, SourceStatus status) {
        this.maxBytes = maxBytes;
        this.dropOldest = dropOldest;
        this.status = status;
    }

    /** Waits for room if the source can wait; marks, which hold no media, always find room. */
    public void put(Captured item) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (item.size() > 0 && bytes > 0 && bytes + item.size() > maxBytes) {
                if (dropOldest) {
                    dropOldestGroup();
                } else {
                    changed.await();
                }
            }
            add(item);
        } finally {
            lock.unlock();
        }
    }

    /** Puts a mark, even on an interrupted thread. */
    public void mark(Captured mark) {
        lock.lock();
        try {
            add(mark);
        } finally {
            lock.unlock();
        }
    }

    /** The next item, which counts as being delivered until {@link #delivered()}. */
    public Captured take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (items.isEmpty()) {
                changed.await();
            }
            Captured item = items.removeFirst();
            bytes -= item.size();
            delivering = true;
            publish();
            return item;
        } finally {
            lock.unlock();
        }
    }

    public void delivered() {
        lock.lock();
        try {
            delivering = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything put so far has been delivered. */
    public void awaitDelivered() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (delivering || !items.isEmpty()) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(Captured item) {
        items.addLast(item);
        bytes += item.size();
        publish();
    }

    private void publish() {
        status.queued(bytes);
        changed.signalAll();
    }

    /** Drops media from the head up to the next keyframe; marks stay, in order. */
    private void dropOldestGroup() {
        Deque<Captured> marks = new ArrayDeque<>();
        Set<StreamKind> lost = EnumSet.noneOf(StreamKind.class);
        boolean pictures = items.stream().anyMatch(Captured.Picture.class::isInstance);
        int dropped = 0;
        while (!items.isEmpty() && !startsGroup(items.peekFirst(), pictures, dropped)) {
            Captured item = items.removeFirst();
            bytes -= item.size();
            switch (item) {
                case Captured.Picture _ -> lost.add(StreamKind.VIDEO);
                case Captured.Sound _ -> lost.add(StreamKind.AUDIO);
                case Captured.Interrupted earlier -> lost.add(earlier.kind());
                default -> marks.addLast(item);
            }
            dropped += item.size() > 0 ? 1 : 0;
        }
        status.dropped(DropReason.BUFFER_FULL, dropped);
        marks.descendingIterator().forEachRemaining(items::addFirst);
        lost.forEach(kind -> items.addFirst(new Captured.Interrupted(kind)));
    }

    private static boolean startsGroup(Captured item, boolean pictures, int dropped) {
        return dropped > 0
                && (pictures
                        ? item instanceof Captured.Picture picture && picture.keyframe()
                        : dropped >= SOUNDS_TO_DROP);
    }
}
