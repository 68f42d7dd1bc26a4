/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.cluster;

import io.bauta.testing.kubernetes.Cluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Ways to speak with the cluster. */
final class Clients {
    private Clients() {}

    static KubernetesClient administrator(Cluster cluster) {
        return client(
                new ConfigBuilder(Config.fromKubeconfig(cluster.kubeconfig().toFile())));
    }

    /** Somebody else. */
    static KubernetesClient of(Cluster cluster, String user, String... groups) {
        return client(
                new ConfigBuilder(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
                        .withImpersonateUsername(user)
                        .withImpersonateGroups(groups));
    }

    private static KubernetesClient client(ConfigBuilder config) {
        // Asked once: what is refused is refused.
        return new KubernetesClientBuilder()
                .withConfig(config.withRequestRetryBackoffLimit(0).build())
                .build();
    }
}
