/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Takes finished chunks out of the outbox and has them committed, batch by batch, until stopped or failed. */
final class OutletThread implements Runnable {
    private static final long WAIT_MILLIS = 100;
    private static final long MOST_BYTES = 16L << 20;

    private final Outbox outbox;
    private final Outlet outlet;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean draining;
    private final Thread thread;

    OutletThread(Outbox outbox, Outlet outlet) {
        this.outbox = outbox;
        this.outlet = outlet;
        this.thread = Thread.ofPlatform().daemon().name("outlet").unstarted(this);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (!draining || !outbox.isEmpty()) {
                List<FinishedChunk> batch = outbox.take(WAIT_MILLIS, MOST_BYTES);
                if (!batch.isEmpty()) {
                    outlet.write(batch);
                }
            }
        } catch (InterruptedException e) {
            // The session is over and does not wait any longer.
        } catch (Throwable thrown) {
            failure.set(thrown);
        }
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Commits what is waiting, but not beyond the deadline. */
    void drain(long deadlineNanos) throws InterruptedException {
        draining = true;
        thread.join(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
        thread.interrupt();
    }

    void stopNow() {
        draining = true;
        thread.interrupt();
    }
}
