/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.metrics;

import io.bauta.placement.guard.GuardListener;
import io.bauta.placement.guard.Violation;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Every metric of the placement operator: names, labels, help. */
@Singleton
public class PlacementMetrics {
    static final String SENSORS = "bauta_placement_sensors";
    static final String WEAK = "bauta_placement_weak_sensors";
    static final String TOLD = "bauta_placement_nodes_told";
    static final String RECONCILE = "bauta_placement_reconcile";
    static final String VIOLATIONS = "bauta_placement_violations";
    static final String ASTRAY = "bauta_placement_pods_astray";
    static final String EVICTIONS = "bauta_placement_evictions";
    static final String CALLS = "bauta_placement_api_calls";

    private final MeterRegistry registry;
    private final Map<String, Standing> sites = new ConcurrentHashMap<>();
    /** Counted here and shown by the registry: what happens before its exporter is there is not lost. */
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** How a site's sensors stand. */
    private record Standing(int anonymising, int waiting, int unplaced, int weak) {}

    public PlacementMetrics(MeterRegistry registry) {
        this.registry = registry;
        // There from the start: alarms see a counter rise, not appear.
        Arrays.stream(Violation.Reason.values()).forEach(this::violations);
        Arrays.stream(GuardListener.Outcome.values()).forEach(this::evictions);
        Arrays.asList(true, false).forEach(this::reconciled);
        told();
    }

    /** How the sensors of a site stand now. */
    public void site(String site, int anonymising, int waiting, int unplaced, int weak) {
        if (sites.put(site, new Standing(anonymising, waiting, unplaced, weak)) == null) {
            sensors(site, "anonymising", () -> sites.get(site).anonymising());
            sensors(site, "waiting", () -> sites.get(site).waiting());
            sensors(site, "unplaced", () -> sites.get(site).unplaced());
            Gauge.builder(WEAK, () -> sites.get(site).weak())
                    .description("Sensors whose policy leaves something to recognise people by")
                    .tag("site", site)
                    .register(registry);
        }
    }

    private void sensors(String site, String state, Supplier<Number> count) {
        Gauge.builder(SENSORS, count)
                .description("Sensors, by what becomes of them")
                .tag("site", site)
                .tag("state", state)
                .register(registry);
    }

    /** A node was told something new. */
    public void nodeTold() {
        told().increment();
    }

    /** A site was looked at. */
    public void reconciled(boolean well, Duration took) {
        reconciled(well).record(took);
    }

    /** A pod was found astray. */
    public void violation(Violation violation) {
        violations(violation.reason()).increment();
    }

    /** A pod was told to go. */
    public void eviction(GuardListener.Outcome outcome) {
        evictions(outcome).increment();
    }

    /** Shows how many pods are astray now. */
    public void astray(Supplier<Number> count) {
        Gauge.builder(ASTRAY, count)
                .description("Pods with access to raw media where they must not be, now")
                .register(registry);
    }

    /** The cluster was asked something. */
    public void call(String verb) {
        counter(
                        CALLS,
                        "Requests to the cluster's API, a watch counting as one",
                        Tags.of("verb", verb.toLowerCase(Locale.ROOT)))
                .increment();
    }

    private LongAdder told() {
        return counter(TOLD, "Configurations of nodes written", Tags.empty());
    }

    private LongAdder counter(String name, String description, Tags tags) {
        return counts.computeIfAbsent(name + tags, key -> {
            LongAdder count = new LongAdder();
            FunctionCounter.builder(name, count, LongAdder::doubleValue)
                    .description(description)
                    .tags(tags)
                    .register(registry);
            return count;
        });
    }

    private Timer reconciled(boolean well) {
        return Timer.builder(RECONCILE)
                .description("From a site's facts to all that is written of it")
                .tag("outcome", well ? "done" : "failed")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    private LongAdder violations(Violation.Reason reason) {
        return counter(
                VIOLATIONS,
                "Pods found with access to raw media where they must not be, by what was wrong",
                Tags.of("reason", label(reason)));
    }

    private LongAdder evictions(GuardListener.Outcome outcome) {
        return counter(EVICTIONS, "Pods astray told to go, by what came of it", Tags.of("outcome", label(outcome)));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
