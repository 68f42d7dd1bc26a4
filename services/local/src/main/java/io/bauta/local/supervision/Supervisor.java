/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.supervision;

import io.bauta.local.home.RunState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts services, starts them again when they die, and stops them. One thread calls {@link #tend()} several times a
 * second; the others have no part in it. {@link #close()} leaves nothing running.
 */
public final class Supervisor implements AutoCloseable {
    private final OrphanGuard guard;
    private final Duration patience;
    private final Map<String, SupervisedService> services = new LinkedHashMap<>();

    /** @param patience how long a service may take to end before it is made to */
    public Supervisor(OrphanGuard guard, Duration patience) {
        this.guard = guard;
        this.patience = patience;
    }

    public void start(ServiceLaunch launch) throws IOException {
        services.put(launch.name(), new SupervisedService(launch, guard));
    }

    public Collection<SupervisedService> services() {
        return services.values();
    }

    public boolean allReady() {
        return services.values().stream().allMatch(SupervisedService::ready);
    }

    /**
     * Starts again what has died.
     *
     * @return whether a process or its readiness changed
     * @throws ServiceKeepsDyingException if one keeps dying at its start
     */
    public boolean tend() throws IOException {
        boolean changed = false;
        for (SupervisedService service : services.values()) {
            changed |= service.tend();
        }
        return changed;
    }

    /** Stops these together and waits for them; unknown names are passed over. */
    public void stop(List<String> names) throws IOException {
        List<SupervisedService> leaving =
                names.stream().filter(services::containsKey).map(services::get).toList();
        leaving.forEach(SupervisedService::askToStop);
        for (SupervisedService service : leaving) {
            service.awaitStop(patience);
        }
    }

    /** As {@code run.json} shows it. */
    public List<RunState.RunningService> state() {
        return services.values().stream().map(SupervisedService::state).toList();
    }

    @Override
    public void close() throws IOException {
        List<String> names = new ArrayList<>(services.keySet());
        stop(names);
        guard.close();
    }
}
