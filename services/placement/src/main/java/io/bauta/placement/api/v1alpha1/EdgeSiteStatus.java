/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** How a site stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EdgeSiteStatus(
        @JsonPropertyDescription("How many it has") Integer sensors,

        @JsonPropertyDescription("How many of them a node works on")
        Integer placed,

        @JsonPropertyDescription("Each node") List<NodeStatus> nodes,

        @JsonPropertyDescription("Of the object this was made of")
        Long observedGeneration,

        @JsonPropertyDescription("Anonymising, RawContained, WeakModeInUse")
        List<Condition> conditions) {
    public EdgeSiteStatus {
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    /** How a node stands. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NodeStatus(
            @JsonPropertyDescription("In Bauta") String name,

            @JsonPropertyDescription("Open, holds (takes nothing new), or why it has no sensors")
            String state,

            @JsonPropertyDescription("How many it works on") Integer sensors,
            @JsonPropertyDescription("Of what it can carry") Integer usedPercent,

            @JsonPropertyDescription("SHA-256 of the network chosen for it, if one was")
            String detector,

            @JsonPropertyDescription("What is being waited for, if anything")
            String message) {}
}
