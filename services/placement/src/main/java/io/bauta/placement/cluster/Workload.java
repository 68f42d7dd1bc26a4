/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import io.bauta.placement.rollout.NodeState.Work;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
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
    public static String node(DaemonSet set) {
        return Optional.ofNullable(set.getMetadata().getLabels())
                .orElse(Map.of())
                .getOrDefault(Labels.NODE, "");
    }

    /** Digest of what its pods are to be started with. */
    public static String told(DaemonSet set) {
        return Optional.ofNullable(set.getSpec().getTemplate().getMetadata())
                .map(metadata -> metadata.getAnnotations())
                .map(notes -> notes.get(Labels.TOLD))
                .orElse("");
    }

    /**
     * How far the pods of a node are.
     *
     * @param sets all of the node
     * @param digest of what it was told
     */
    public static Work work(Collection<DaemonSet> sets, String digest) {
        if (sets.isEmpty()) {
            return Work.NONE;
        }
        if (!sets.stream().allMatch(set -> told(set).equals(digest) && isFreeOfOld(set))) {
            return Work.OLD;
        }
        return sets.stream().allMatch(Workload::isReady) ? Work.READY : Work.STARTING;
    }

    private static boolean isFreeOfOld(DaemonSet set) {
        DaemonSetStatus status = set.getStatus();
        return status != null
                && number(status.getObservedGeneration())
                        >= number(set.getMetadata().getGeneration())
                && number(status.getUpdatedNumberScheduled()) >= number(status.getDesiredNumberScheduled())
                && number(status.getNumberMisscheduled()) == 0;
    }

    private static boolean isReady(DaemonSet set) {
        DaemonSetStatus status = set.getStatus();
        return number(status.getDesiredNumberScheduled()) > 0
                && number(status.getNumberReady()) >= number(status.getDesiredNumberScheduled());
    }

    private static long number(Number number) {
        return number == null ? 0 : number.longValue();
    }

    /** What is kept of one. */
    public static DaemonSet cutDown(DaemonSet set) {
        DaemonSetStatus status = set.getStatus();
        return new DaemonSetBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withName(set.getMetadata().getName())
                        .withNamespace(set.getMetadata().getNamespace())
                        .withUid(set.getMetadata().getUid())
                        .withResourceVersion(set.getMetadata().getResourceVersion())
                        .withGeneration(set.getMetadata().getGeneration())
                        .addToLabels(Labels.NODE, node(set))
                        .build())
                .withNewSpec()
                .withNewTemplate()
                .withNewMetadata()
                .addToAnnotations(Labels.TOLD, told(set))
                .endMetadata()
                .endTemplate()
                .endSpec()
                .withStatus(status)
                .build();
    }
}
