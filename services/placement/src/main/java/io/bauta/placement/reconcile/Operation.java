/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.reconcile;

import io.bauta.placement.api.v1alpha1.AnonymisationPolicy;
import io.bauta.placement.api.v1alpha1.Camera;
import io.bauta.placement.api.v1alpha1.EdgeSite;
import io.bauta.placement.api.v1alpha1.Microphone;
import io.bauta.placement.cluster.ObjectReader;
import io.bauta.placement.cluster.SeenConfigMap;
import io.bauta.placement.cluster.SeenDaemonSet;
import io.bauta.placement.cluster.SeenNode;
import io.bauta.placement.cluster.Worker;
import io.bauta.placement.config.PlacementConfig;
import io.bauta.placement.guard.GuardListener;
import io.bauta.placement.guard.PodGuard;
import io.bauta.placement.guard.SeenPod;
import io.bauta.placement.guard.Violation;
import io.bauta.placement.metrics.PlacementMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * The running operator: reconcilers, guard and the sweep for strays. It needs nothing of Quarkus, so that tests and benchmarks
 * run the same.
 */
public final class Operation implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofSeconds(5);
    /** Each waits for the API server most of its time, and holds a site's facts meanwhile. */
    private static final int SITES_AT_ONCE = 4;

    private static final Duration SYNC = Duration.ofMinutes(5);

    private final Operator operator;
    private final PodGuard guard;
    private final EdgeSiteReconciler reconciler;
    private final Strays strays;
    private final Worker sweeper = new Worker("strays");

    /**
     * How a client for it reads.
     *
     * @see ObjectReader
     */
    public static KubernetesSerialization reader() {
        return ObjectReader.of(List.of(
                EdgeSite.class,
                Camera.class,
                Microphone.class,
                AnonymisationPolicy.class,
                SeenNode.class,
                SeenDaemonSet.class,
                SeenConfigMap.class,
                SeenPod.class));
    }

    /** @param detectors offered by the model server */
    public Operation(KubernetesClient client, PlacementConfig config, Detectors detectors, PlacementMetrics metrics) {
        InstantSource clock = InstantSource.system();
        guard = new PodGuard(client, config.namespace(), config.spared(), new Informed(metrics), clock);
        metrics.astray(() -> guard.violations().size());
        NodeWriter nodes = new NodeWriter(client, config.namespace(), config.release(), metrics);
        SensorWriter sensors = new SensorWriter(client);
        reconciler = new EdgeSiteReconciler(nodes, sensors, detectors, guard::violations, metrics, clock);
        strays = new Strays(nodes, sensors, guard::violations, clock);
        operator = new Operator(settings -> settings.withKubernetesClient(client)
                .withCloneSecondaryResourcesWhenGettingFromCache(false)
                .withCacheSyncTimeout(SYNC)
                .withConcurrentReconciliationThreads(SITES_AT_ONCE)
                .withCloseClientOnStop(false));
        operator.register(reconciler, settings -> settings.settingNamespace(config.namespace()));
        operator.register(new PolicyReconciler(clock), settings -> settings.settingNamespace(config.namespace()));
    }

    /** Begins to watch, and returns when the cluster is known. */
    public void start() {
        guard.start();
        operator.start();
        sweeper.repeats(() -> reconciler.inventory().ifPresent(strays::look), SWEEP);
    }

    /** Whether every watch is up. */
    public boolean isWatching() {
        return guard.isWatching() && operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    /** Every site is looked at again. */
    public void lookAgain() {
        reconciler.inventory().ifPresent(Inventory::lookAgain);
    }

    /** The guard of raw media. */
    public PodGuard guard() {
        return guard;
    }

    @Override
    public void close() {
        sweeper.close();
        operator.stop();
        guard.close();
    }

    /** Counts what the guard finds, and has the sites say it. */
    private final class Informed implements GuardListener {
        private final PlacementMetrics metrics;

        Informed(PlacementMetrics metrics) {
            this.metrics = metrics;
        }

        @Override
        public void found(Violation violation) {
            metrics.violation(violation);
        }

        @Override
        public void evicted(Violation violation, Outcome outcome) {
            metrics.eviction(outcome);
        }

        @Override
        public void changed() {
            lookAgain();
        }
    }
}
