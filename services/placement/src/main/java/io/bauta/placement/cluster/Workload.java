/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import io.bauta.placement.cluster.SeenDaemonSet.Spec;
import io.bauta.placement.cluster.SeenDaemonSet.Status;
import io.bauta.placement.rollout.NodeState.Work;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The DaemonSets of a node that read its site file. */
public final class Workload {
    /** Which they are. */
    public static final List<String> COMPONENTS =
            List.of("ingestion", "video-anonymiser", "audio-anonymiser", "egress");

    private Workload() {}

    /** The label by which one belongs to a node. */
    public static String node(SeenDaemonSet set) {
        return set.labels().getOrDefault(Labels.NODE, "");
    }

    /** Digest of what its pods are to be started with. */
    public static String told(SeenDaemonSet set) {
        return Optional.ofNullable(set.getSpec().template().metadata())
                .map(metadata -> metadata.annotations())
                .map(notes -> notes.get(Labels.TOLD))
                .orElse("");
    }

    /**
     * How far the pods of a node are.
     *
     * @param sets all of the node
     * @param digest of what it was told
     */
    public static Work work(Collection<SeenDaemonSet> sets, String digest) {
        if (sets.isEmpty()) {
            return Work.NONE;
        }
        if (!sets.stream().allMatch(set -> told(set).equals(digest) && isFreeOfOld(set))) {
            return Work.OLD;
        }
        return sets.stream().allMatch(Workload::isReady) ? Work.READY : Work.STARTING;
    }

    private static boolean isFreeOfOld(SeenDaemonSet set) {
        Status status = set.getStatus();
        return status != null
                && number(status.observedGeneration())
                        >= number(set.getMetadata().getGeneration())
                && number(status.updatedNumberScheduled()) >= number(status.desiredNumberScheduled())
                && number(status.numberMisscheduled()) == 0;
    }

    private static boolean isReady(SeenDaemonSet set) {
        Status status = set.getStatus();
        return number(status.desiredNumberScheduled()) > 0
                && number(status.numberReady()) >= number(status.desiredNumberScheduled());
    }

    private static long number(Number number) {
        return number == null ? 0 : number.longValue();
    }

    /** What is kept of one. */
    public static SeenDaemonSet cutDown(SeenDaemonSet set) {
        SeenDaemonSet kept = new SeenDaemonSet();
        kept.setMetadata(Glimpse.who(set.getMetadata()));
        kept.getMetadata().setLabels(Map.of(Labels.NODE, node(set)));
        kept.setSpec(Spec.told(told(set)));
        kept.setStatus(set.getStatus());
        return kept;
    }

    /** What is written of one so that its pods start again. */
    public static SeenDaemonSet startingWith(SeenDaemonSet set, String digest) {
        SeenDaemonSet said = new SeenDaemonSet();
        said.setMetadata(
                Glimpse.named(set.getMetadata().getName(), set.getMetadata().getNamespace()));
        said.setSpec(Spec.told(digest));
        return said;
    }
}
