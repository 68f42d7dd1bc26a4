/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.home;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes that a run has left behind because it was killed. */
public final class Leftovers {
    private static final int GRACE_SECONDS = 5;

    private Leftovers() {}

    /** @return how many were still running */
    public static int end(RunState left) {
        List<ProcessHandle> running = left.services().stream()
                .flatMap(service -> service.process().find().stream())
                .toList();
        running.forEach(ProcessHandle::destroy);
        for (ProcessHandle process : running) {
            try {
                process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException stillThere) {
                process.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
        return running.size();
    }
}
