/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run end in order when the terminal (Ctrl-C), the system (SIGTERM) or {@code ./bauta down} asks for it: the JVM
 * stays until the run says that it has finished, and ends with the run's exit code.
 */
final class StopSignal {
    private static final int LONGEST_STOP_SECONDS = 90;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile int exitCode;

    private StopSignal() {}

    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(signal::await));
        return signal;
    }

    boolean requested() {
        return requested;
    }

    /** To be called in any case, once nothing is left running. */
    void finished(int code) {
        exitCode = code;
        finished.countDown();
    }

    private void await() {
        if (finished.getCount() == 0) {
            return; // the ordinary end of the program, which has its exit code
        }
        requested = true;
        try {
            if (finished.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                // Without this a run that was interrupted and ended well would report 130 or 143.
                Runtime.getRuntime().halt(exitCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
