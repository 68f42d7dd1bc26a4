/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How a site stands.
 *
 * @param sensors how many it has
 * @param placed how many of them a node works on
 * @param nodes each node
 * @param observedGeneration of the object this was made of
 * @param conditions Anonymising, RawContained, WeakModeInUse
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EdgeSiteStatus(
        Integer sensors, Integer placed, List<NodeStatus> nodes, Long observedGeneration, List<Condition> conditions) {
    public EdgeSiteStatus {
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    /**
     * How a node stands.
     *
     * @param name in Bauta
     * @param state open, holds (takes nothing new), or why it has no sensors
     * @param sensors how many it works on
     * @param usedPercent of what it can carry
     * @param detector SHA-256 of the network chosen for it, if one was
     * @param message what is being waited for, if anything
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NodeStatus(
            String name, String state, Integer sensors, Integer usedPercent, String detector, String message) {}
}
