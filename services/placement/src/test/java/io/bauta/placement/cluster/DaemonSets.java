/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import io.bauta.placement.City;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Says of DaemonSets what their controller would, when pods have started again with what is new; but for nodes that are stuck. */
public final class DaemonSets implements ResourceEventHandler<DaemonSet>, AutoCloseable {
    private final KubernetesClient client;
    private final Set<String> stuck = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final SharedIndexInformer<DaemonSet> informer;

    public DaemonSets(KubernetesClient client) {
        this.client = client;
        this.informer = client.apps().daemonSets().inNamespace(City.NAMESPACE).inform(this);
    }

    /** One of a node, as the chart makes it. */
    public static DaemonSet of(String component, String node) {
        String pod = component + "-" + node;
        return new DaemonSetBuilder()
                .withNewMetadata()
                .withName("city-" + pod)
                .withNamespace(City.NAMESPACE)
                .addToLabels(Labels.COMPONENT, component)
                .addToLabels(Labels.NODE, node)
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("pod", pod)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("pod", pod)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("c")
                .withImage("bauta/" + component)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** From now on pods of the node do not get ready. */
    public void areStuckOn(String node) {
        stuck.add(node);
    }

    /** They do again. */
    public void areFreeOn(String node) {
        stuck.remove(node);
        informer.getStore().list().stream()
                .filter(set -> node(set).equals(node))
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
        boolean ready = !stuck.contains(node(set));
        Long seen = set.getStatus() == null ? null : set.getStatus().getObservedGeneration();
        Integer isReady = set.getStatus() == null ? null : set.getStatus().getNumberReady();
        if (set.getMetadata().getGeneration().equals(seen)
                && Integer.valueOf(ready ? 1 : 0).equals(isReady)) {
            return;
        }
        threads.execute(() -> says(set, ready ? 1 : 0));
    }

    private void says(DaemonSet set, int ready) {
        client.resource(new DaemonSetBuilder()
                        .withNewMetadata()
                        .withName(set.getMetadata().getName())
                        .withNamespace(City.NAMESPACE)
                        .endMetadata()
                        .withNewStatus()
                        .withObservedGeneration(set.getMetadata().getGeneration())
                        .withDesiredNumberScheduled(1)
                        .withCurrentNumberScheduled(1)
                        .withUpdatedNumberScheduled(1)
                        .withNumberMisscheduled(0)
                        .withNumberReady(ready)
                        .endStatus()
                        .build())
                .subresource("status")
                .patch(PatchContext.of(PatchType.SERVER_SIDE_APPLY));
    }

    private static String node(DaemonSet set) {
        return set.getMetadata().getLabels().get(Labels.NODE);
    }

    @Override
    public void close() {
        informer.stop();
        threads.shutdownNow();
    }
}
