/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Work that needs more stack than threads have. On some processors the runtime takes two megabytes of it to load a network
 * (to run one, 256 KiB were enough on all that were tried), and where there is less the process ends without a word.
 */
final class RoomyThread {
    /** Reserved, not used: it takes memory as far as the work goes down, until the work is done. */
    private static final long STACK_BYTES = 16L << 20;

    private RoomyThread() {}

    /**
     * Waits for the work to be done, whoever interrupts; an interrupt is kept for later. Throws what the work throws.
     *
     * @param <T> what comes of it
     */
    static <T> T wait(String name, Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread.ofPlatform().daemon().name(name).stackSize(STACK_BYTES).start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case Error error -> throw error;
            case RuntimeException known -> known;
            default -> new IllegalStateException(thrown);
        };
    }
}
