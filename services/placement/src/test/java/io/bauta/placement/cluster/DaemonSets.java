/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import io.bauta.placement.City;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says of DaemonSets what their controller would, when pods have started again with what is new; but for nodes that are stuck. */
public final class DaemonSets implements ResourceEventHandler<DaemonSet>, AutoCloseable {
    private final KubernetesClient client;
    private final Set<String> stuck = ConcurrentHashMap.newKeySet();
    private final SharedIndexInformer<DaemonSet> informer;

    public DaemonSets(KubernetesClient client) {
        this.client = client;
        this.informer = client.apps().daemonSets().inNamespace(City.NAMESPACE).inform(this);
    }

    /** From now on pods of the node do not get ready. */
    public void areStuckOn(String node) {
        stuck.add(node);
    }

    /** They do again. */
    public void areFreeOn(String node) {
        stuck.remove(node);
        informer.getStore().list().stream()
                .filter(set -> Workload.node(set).equals(node))
                .forEach(this::started);
    }

    @Override
    public void onAdd(DaemonSet set) {
        started(set);
    }

    @Override
    public void onUpdate(DaemonSet before, DaemonSet set) {
        started(set);
    }

    @Override
    public void onDelete(DaemonSet set, boolean unknown) {
        // Nothing is to be said of it any more.
    }

    private void started(DaemonSet set) {
        boolean ready = !stuck.contains(Workload.node(set));
        Long seen = set.getStatus() == null ? null : set.getStatus().getObservedGeneration();
        Integer isReady = set.getStatus() == null ? null : set.getStatus().getNumberReady();
        if (set.getMetadata().getGeneration().equals(seen)
                && Integer.valueOf(ready ? 1 : 0).equals(isReady)) {
            return;
        }
        client.apps()
                .daemonSets()
                .inNamespace(City.NAMESPACE)
                .withName(set.getMetadata().getName())
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), """
                {"status": {"observedGeneration": %d, "desiredNumberScheduled": 1, "currentNumberScheduled": 1,
                  "updatedNumberScheduled": 1, "numberMisscheduled": 0, "numberReady": %d}}
                """.formatted(
                                set.getMetadata().getGeneration(), ready ? 1 : 0));
    }

    @Override
    public void close() {
        informer.stop();
    }
}
