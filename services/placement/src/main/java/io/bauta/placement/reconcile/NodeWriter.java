/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.reconcile;

import io.bauta.placement.cluster.NodeConfig;
import io.bauta.placement.cluster.SeenDaemonSet;
import io.bauta.placement.cluster.Workload;
import io.bauta.placement.metrics.PlacementMetrics;
import io.bauta.placement.rollout.Step;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.Map;
import java.util.logging.Logger;

/** Tells nodes what to do: writes a node's ConfigMap, then has its pods start again with it. */
final class NodeWriter {
    private static final Logger LOG = Logger.getLogger(NodeWriter.class.getName());

    private final KubernetesClient client;
    private final String namespace;
    private final String release;
    private final PlacementMetrics metrics;

    NodeWriter(KubernetesClient client, String namespace, String release, PlacementMetrics metrics) {
        this.client = client;
        this.namespace = namespace;
        this.release = release;
        this.metrics = metrics;
    }

    void tell(String site, Step step, Map<String, String> data) {
        NodeConfig config = new NodeConfig(step.node(), site, step.sensors(), step.leaving(), NodeConfig.digest(data));
        client.resource(config.object(release + "-site-" + step.node(), namespace, data))
                .patch(Applied.CONTEXT);
        metrics.nodeTold();
        LOG.info(() -> "told: node=" + step.node() + " site=" + site + " sensors="
                + step.sensors().size() + " letGo=" + step.leaving().size());
    }

    /** Has pods that were started with something else start again; costs nothing where there are none. */
    void restart(Collection<SeenDaemonSet> sets, String digest) {
        for (SeenDaemonSet set : sets) {
            if (!Workload.told(set).equals(digest)) {
                client.resource(Workload.startingWith(set, digest)).patch(Applied.CONTEXT);
            }
        }
    }
}
