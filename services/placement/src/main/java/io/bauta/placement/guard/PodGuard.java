/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.guard;

import io.bauta.placement.cluster.CutDown;
import io.bauta.placement.cluster.Glimpse;
import io.bauta.placement.cluster.Labels;
import io.bauta.placement.cluster.NodeFacts;
import io.bauta.placement.cluster.SeenNode;
import io.bauta.placement.cluster.Worker;
import io.bauta.placement.guard.GuardListener.Outcome;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Watches every pod of the cluster, also those that were there before the admission policies, and tells those to go that have
 * access to raw media where they must not. Only what has access is kept in memory. Whether a node is an edge node is asked of
 * the cluster again before anything is done: a pod of the edge must not go because a list is late.
 */
public final class PodGuard implements ResourceEventHandler<SeenPod>, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PodGuard.class.getName());
    private static final long PAGE = 200;
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final String home;
    private final Evictions evictions;
    private final GuardListener listener;
    private final InstantSource clock;
    private final Map<String, Sighting> seen = new ConcurrentHashMap<>();
    private final Map<String, Violation> violations = new ConcurrentHashMap<>();
    /** One thread: what is found is dealt with in order, and never twice at a time. */
    private final Worker worker = new Worker("pod-guard");

    private final SharedIndexInformer<SeenNode> edges;
    private final SharedIndexInformer<SeenPod> pods;

    /**
     * @param home the one namespace in which raw media may be handled
     * @param spared namespaces whose pods are reported, and left where they are
     */
    public PodGuard(
            KubernetesClient client, String home, Set<String> spared, GuardListener listener, InstantSource clock) {
        this.client = client;
        this.home = home;
        this.evictions = new Evictions(client, spared);
        this.listener = listener;
        this.clock = clock;
        this.edges = client.resources(SeenNode.class)
                .withLabel(Labels.TIER, Labels.EDGE)
                .withLimit(PAGE)
                .runnableInformer(0);
        this.pods =
                client.resources(SeenPod.class).inAnyNamespace().withLimit(PAGE).runnableInformer(0);
    }

    /** Begins to watch; returns at once. */
    public void start() {
        edges.itemStore(new CutDown<>(PodGuard::nameOnly))
                .addEventHandler(new Departures())
                .exceptionHandler((started, failure) -> true);
        pods.itemStore(new CutDown<>(PodGuard::nameOnly))
                .removeNamespaceIndex()
                .addEventHandler(this)
                .exceptionHandler((started, failure) -> true);
        // Pods are looked at when the edge is known, or each would be asked about.
        worker.does(() -> {
            edges.start().toCompletableFuture().join();
            pods.start().toCompletableFuture().join();
        });
        worker.repeats(this::again, AGAIN);
    }

    /** Whether the pods of the cluster are known. */
    public boolean isWatching() {
        return edges.isWatching() && pods.hasSynced() && pods.isWatching();
    }

    /** Pods that are astray now. */
    public List<Violation> violations() {
        return List.copyOf(violations.values());
    }

    private void recheck(String node) {
        worker.does(() -> seen.values().stream()
                .filter(sighting -> node.equals(sighting.node()))
                .forEach(this::judge));
    }

    private void again() {
        violations.keySet().forEach(uid -> Optional.ofNullable(seen.get(uid)).ifPresent(this::judge));
    }

    @Override
    public void onAdd(SeenPod pod) {
        look(pod);
    }

    @Override
    public void onUpdate(SeenPod before, SeenPod pod) {
        look(pod);
    }

    @Override
    public void onDelete(SeenPod pod, boolean unknown) {
        forget(pod.getMetadata().getUid());
    }

    private void look(SeenPod pod) {
        RawAccess access = RawAccess.of(pod);
        boolean over = pod.getStatus() != null
                && Set.of("Succeeded", "Failed")
                        .contains(String.valueOf(pod.getStatus().phase()));
        if (over || !(access.any() || access.othersFiles())) {
            forget(pod.getMetadata().getUid());
        } else if (pod.getSpec().nodeName() != null) {
            Sighting sighting = Sighting.of(pod, access);
            seen.put(sighting.uid(), sighting);
            worker.does(() -> judge(sighting));
        }
    }

    private void forget(String uid) {
        seen.remove(uid);
        if (violations.remove(uid) != null) {
            listener.changed();
        }
    }

    private void judge(Sighting sighting) {
        String uid = sighting.uid();
        try {
            Optional<Violation> violation = Violation.of(sighting, home, isEdge(sighting.node()));
            if (violation.isEmpty()) {
                if (violations.remove(uid) != null) {
                    listener.changed();
                }
            } else if (seen.containsKey(uid)) {
                deal(violation.get(), sighting.leaving());
            }
        } catch (KubernetesClientException e) {
            LOG.log(Level.WARNING, e, () -> "not judged yet: pod=" + sighting.pod());
            Violation.of(sighting, home, false).ifPresent(doubt -> violations.put(uid, doubt));
            listener.changed();
        }
    }

    private void deal(Violation violation, boolean leaving) {
        if (violations.put(violation.uid(), violation) == null) {
            LOG.severe(() -> "raw pod astray: " + violation.words());
            listener.found(violation);
            listener.changed();
            evictions.report(violation, now());
        }
        if (!leaving) {
            Outcome outcome = evictions.evict(violation);
            listener.evicted(violation, outcome);
        }
    }

    private Instant now() {
        return clock.instant();
    }

    /** Before a node is held to be none of the edge, the cluster itself is asked; one that it does not know is none. */
    private boolean isEdge(String name) {
        if (edges.getIndexer().getByKey(name) != null) {
            return true;
        }
        SeenNode node = client.resources(SeenNode.class).withName(name).get();
        return node != null && NodeFacts.isEdge(node);
    }

    private static SeenNode nameOnly(SeenNode whole) {
        SeenNode node = new SeenNode();
        node.setMetadata(Glimpse.who(whole.getMetadata()));
        return node;
    }

    private static SeenPod nameOnly(SeenPod whole) {
        SeenPod pod = new SeenPod();
        pod.setMetadata(Glimpse.who(whole.getMetadata()));
        return pod;
    }

    @Override
    public void close() {
        pods.stop();
        edges.stop();
        worker.close();
    }

    /** Nodes that are of the edge no more, or gone. */
    private final class Departures implements ResourceEventHandler<SeenNode> {
        @Override
        public void onAdd(SeenNode node) {
            // A pod that is astray no more is found when it is looked at again.
        }

        @Override
        public void onUpdate(SeenNode before, SeenNode node) {
            // Its tier is the same, or it would have left the list.
        }

        @Override
        public void onDelete(SeenNode node, boolean unknown) {
            recheck(node.getMetadata().getName());
        }
    }
}
