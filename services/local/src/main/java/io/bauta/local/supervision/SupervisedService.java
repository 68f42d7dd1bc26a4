/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.supervision;

import io.bauta.local.home.ProcessIdentity;
import io.bauta.local.home.RunState;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** One service over all its lives. Used by the supervising thread only. */
public final class SupervisedService {
    private final ServiceLaunch launch;
    private final OrphanGuard guard;
    private final BackOff backOff = new BackOff();
    private Incarnation life;
    private OptionalLong firstReadyMillis = OptionalLong.empty();
    private long restartAtNanos;
    private boolean waiting;
    private boolean stopping;
    private int restarts;

    SupervisedService(ServiceLaunch launch, OrphanGuard guard) throws IOException {
        this.launch = launch;
        this.guard = guard;
        begin();
    }

    public String name() {
        return launch.name();
    }

    public boolean ready() {
        return !waiting && life.ready();
    }

    public int restarts() {
        return restarts;
    }

    /** The newest process; it may have ended. */
    public ProcessHandle process() {
        return life.process().toHandle();
    }

    /** Milliseconds from the very first start until it was ready. */
    public OptionalLong firstReadyMillis() {
        return firstReadyMillis;
    }

    RunState.RunningService state() {
        return new RunState.RunningService(
                name(), ProcessIdentity.of(process()), launch.port(), launch.metricsPort(), ready(), restarts);
    }

    /**
     * Looks after it; to be called often.
     *
     * @return whether its process or readiness changed in a way others should know
     * @throws ServiceKeepsDyingException if starting it again is of no use
     */
    boolean tend() throws IOException {
        if (waiting) {
            return System.nanoTime() >= restartAtNanos && begin();
        }
        boolean changed = noteReady();
        if (!stopping && !life.process().isAlive()) {
            ended();
            return true;
        }
        return changed;
    }

    private boolean noteReady() {
        if (firstReadyMillis.isEmpty() && life.ready()) {
            firstReadyMillis = OptionalLong.of(life.untilReady().toMillis());
            return true;
        }
        return false;
    }

    private void ended() throws IOException {
        guard.remove(life.process().pid());
        Duration wait = backOff.afterLife(life.age(), life.ready());
        if (backOff.hopeless()) {
            throw new ServiceKeepsDyingException(name(), life.process().exitValue(), new LogTail(launch.log()));
        }
        restarts++;
        restartAtNanos = System.nanoTime() + wait.toNanos();
        waiting = true;
    }

    private boolean begin() throws IOException {
        life = Incarnation.start(launch);
        guard.add(life.process().pid());
        waiting = false;
        return true;
    }

    /** Asks it to end and waits; after {@code patience} it is made to. */
    void stop(Duration patience) throws IOException {
        askToStop();
        awaitStop(patience);
    }

    void askToStop() {
        stopping = true;
        if (!waiting) {
            life.process().destroy();
        }
    }

    void awaitStop(Duration patience) throws IOException {
        if (waiting) {
            return;
        }
        try {
            if (!life.process().waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                life.process().destroyForcibly().waitFor();
            }
            guard.remove(life.process().pid());
        } catch (InterruptedException e) {
            life.process().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Its exit code, once it has ended. */
    Optional<Integer> exitCode() {
        return life.process().isAlive()
                ? Optional.empty()
                : Optional.of(life.process().exitValue());
    }
}
