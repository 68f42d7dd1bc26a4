/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many bytes are under way and not yet acknowledged, over all lanes, and whether something under way failed for
 * good. Bounds the door's memory. Thread-safe.
 */
public final class InFlight {
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition less = lock.newCondition();
    private long bytes;
    private long records;
    private long lastProgressNanos = System.nanoTime();
    private Optional<RuntimeException> failure = Optional.empty();

    /** @param mostBytes from here on nothing more should set out */
    public InFlight(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    void begun(long size) {
        lock.lock();
        try {
            if (records == 0) {
                lastProgressNanos = System.nanoTime();
            }
            bytes += size;
            records++;
        } finally {
            lock.unlock();
        }
    }

    void ended(long size) {
        lock.lock();
        try {
            bytes -= size;
            records--;
            lastProgressNanos = System.nanoTime();
            less.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What is under way can never be settled: everything since the last commit must be looked at again. */
    public void fail(RuntimeException reason) {
        lock.lock();
        try {
            failure = failure.or(() -> Optional.of(reason));
            less.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @throws RuntimeException the reason, if something failed */
    public void throwIfFailed() {
        lock.lock();
        try {
            if (failure.isPresent()) {
                throw failure.get();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is room or the time is up; says whether there is. */
    public boolean awaitRoom(Duration atMost) throws InterruptedException {
        return await(mostBytes, atMost);
    }

    /** Waits until nothing is under way or the time is up; says whether nothing is. */
    public boolean awaitEmpty(Duration atMost) throws InterruptedException {
        return await(1, atMost);
    }

    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** How long something has been under way without any progress; zero if nothing is. */
    public Duration stuckFor() {
        lock.lock();
        try {
            return records == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastProgressNanos);
        } finally {
            lock.unlock();
        }
    }

    private boolean await(long below, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (bytes >= below && failure.isEmpty() && left > 0) {
                left = less.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
            }
            return bytes < below;
        } finally {
            lock.unlock();
        }
    }
}
