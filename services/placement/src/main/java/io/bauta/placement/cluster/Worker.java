/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One thread that does things in order. What fails is logged and does not end it. */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Worker.class.getName());

    private final String name;
    private final ScheduledExecutorService thread;

    /** @param name of the thread */
    public Worker(String name) {
        this.name = name;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    /** Does it when what was asked before is done. */
    public void does(Runnable task) {
        thread.execute(() -> tried(task));
    }

    /** Does it again and again, so long after it was done. */
    public void repeats(Runnable task, Duration pause) {
        ScheduledFuture<?> endless =
                thread.scheduleWithFixedDelay(() -> tried(task), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        if (endless.isCancelled()) {
            LOG.warning(() -> name + " is closed already");
        }
    }

    private void tried(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> name + " failed; it goes on");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
