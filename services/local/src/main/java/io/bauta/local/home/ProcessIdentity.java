/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.home;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that can be recognised later: numbers of processes are given out again, so the time of its start belongs to it.
 *
 * @param pid its number
 * @param startedAtMillis milliseconds since 1970, as the system tells it; 0 where it does not
 */
public record ProcessIdentity(long pid, long startedAtMillis) {
    /** The system counts from its boot, whose own time it knows to a second only. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

    public static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(
                process.pid(),
                process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    /** The process, if it is still running and still the same. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    public boolean stillRuns() {
        return find().isPresent();
    }

    private boolean startedThen(ProcessHandle process) {
        long started = of(process).startedAtMillis();
        return startedAtMillis == 0 || Math.abs(started - startedAtMillis) <= CLOCK_SLACK.toMillis();
    }
}
