/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.intake;

import io.bauta.placement.config.PlacementConfig;
import io.bauta.placement.metrics.PlacementMetrics;
import io.bauta.placement.reconcile.Operation;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Runs the operator from the service's start to its end. */
@Singleton
public class PlacementService {
    private final KubernetesClient client;
    private final ModelWatch models;
    private final Operation operation;

    public PlacementService(PlacementConfig config, PlacementMetrics metrics) {
        this.client = CountedCalls.client(
                new KubernetesClientBuilder().withKubernetesSerialization(Operation.reader()), metrics);
        this.models = new ModelWatch(config.modelServer());
        this.operation = new Operation(client, config, models, metrics);
    }

    void start(@Observes StartupEvent event) {
        operation.start();
        models.start(operation::lookAgain);
    }

    void stop(@Observes ShutdownEvent event) {
        models.close();
        operation.close();
        client.close();
    }

    /** Whether the cluster is watched. */
    public boolean isWatching() {
        return operation.isWatching();
    }
}
