/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import io.bauta.local.observation.ProcessUsage;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/**
 * What this process holds, looked at now and then: memory as the system tells it (RSS), then the heap that is left after a
 * collection. Not thread-safe.
 */
final class MemoryWatch {
    private final List<Look> looks = new ArrayList<>();

    /**
     * One look.
     *
     * @param hours of sound that have been heard
     * @param heapBytes alive
     * @param rssBytes that the process held before the collection; 0 where the system does not tell
     */
    record Look(double hours, long heapBytes, long rssBytes) {}

    Look look(double hours) {
        long rss = ProcessUsage.ofThisProcess().rssBytes().orElse(0);
        System.gc();
        Look look = new Look(
                hours, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), rss);
        looks.add(look);
        return look;
    }

    /** In order of time. */
    List<Look> looks() {
        return List.copyOf(looks);
    }

    /** The most it ever held, between looks too (Linux). */
    static OptionalLong most() {
        return ProcessUsage.ofThisProcess().rssBytesMax();
    }

    /** The line through some looks that fits best, as its rise in an hour of sound; 0 for fewer than two. */
    static double risePerHour(List<Look> looks, ToDoubleFunction<Look> what) {
        double hours = looks.stream().mapToDouble(Look::hours).average().orElse(0);
        double mean = looks.stream().mapToDouble(what).average().orElse(0);
        double together = 0;
        double alone = 0;
        for (Look look : looks) {
            together += (look.hours() - hours) * (what.applyAsDouble(look) - mean);
            alone += (look.hours() - hours) * (look.hours() - hours);
        }
        return alone == 0 ? 0 : together / alone;
    }
}
