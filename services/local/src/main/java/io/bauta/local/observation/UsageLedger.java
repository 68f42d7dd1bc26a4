/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.observation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Adds up what services use over all their lives: a service that was started again has used what all its processes used.
 * Not thread-safe.
 */
public final class UsageLedger {
    private final Map<String, Map<Long, ProcessUsage>> byServiceAndPid = new LinkedHashMap<>();

    /** Looks at a service's present process; to be called about once a second. */
    public void sample(String service, ProcessHandle process) {
        note(service, process.pid(), ProcessUsage.of(process));
    }

    void note(String service, long pid, ProcessUsage usage) {
        byServiceAndPid
                .computeIfAbsent(service, unused -> new HashMap<>())
                .merge(
                        pid,
                        usage,
                        (before, now) -> new ProcessUsage(
                                // An ended process reports nothing: what it had used stays.
                                Math.max(before.cpuSeconds(), now.cpuSeconds()),
                                now.rssBytes(),
                                now.rssBytesMax().isPresent() ? now.rssBytesMax() : before.rssBytesMax()));
    }

    public double cpuSeconds(String service) {
        return lives(service).values().stream()
                .mapToDouble(ProcessUsage::cpuSeconds)
                .sum();
    }

    /** The most memory one of its processes has held; empty where the system does not tell. */
    public OptionalLong rssBytesMax(String service) {
        return lives(service).values().stream()
                .flatMapToLong(usage -> usage.rssBytesMax().stream())
                .max();
    }

    private Map<Long, ProcessUsage> lives(String service) {
        return byServiceAndPid.getOrDefault(service, Map.of());
    }
}
