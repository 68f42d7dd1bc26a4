/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.plan;

import io.bauta.placement.api.v1alpha1.EdgeSite;
import io.bauta.placement.cluster.NodeConfig;
import io.bauta.placement.models.DetectorChoice;
import io.bauta.placement.packing.Standing;
import io.bauta.placement.rollout.NodeState.Work;
import io.bauta.placement.site.Declarations;
import java.util.Map;
import java.util.Optional;

/**
 * All that a site's plan is made of.
 *
 * @param site as declared
 * @param declarations of its sensors
 * @param standings of the nodes it names, and of those it has a configuration for
 * @param configs of its nodes, by node
 * @param works how far the pods of its nodes are, by node
 * @param detectors to choose from; empty if choosing is not the operator's here
 */
public record SiteFacts(
        EdgeSite site,
        Declarations declarations,
        Map<String, Standing> standings,
        Map<String, NodeConfig> configs,
        Map<String, Work> works,
        Optional<DetectorChoice> detectors) {
    String name() {
        return site.getMetadata().getName();
    }

    Standing standing(String node) {
        return standings.getOrDefault(node, Standing.UNKNOWN);
    }

    Work work(String node) {
        return works.getOrDefault(node, Work.NONE);
    }
}
