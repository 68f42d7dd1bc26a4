/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A place with edge nodes that reach the same sensors. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.nodes.all(n, self.nodes.exists_one(m, m.name == n.name))",
        message = "each node of a site has a name of its own")
public record EdgeSiteSpec(
        @JsonPropertyDescription("Its edge nodes") @Required @Size(min = 1, max = 250)
        List<SiteNode> nodes,

        @JsonPropertyDescription("Of each node's capacity that is left free; 20 if nothing is said") @Min(0) @Max(90)
        Integer headroomPercent,

        @JsonPropertyDescription("How many nodes are changed at a time; 1 if nothing is said") @Min(1) @Max(250)
        Integer nodesAtOnce,

        @JsonPropertyDescription(
                "After how long without a sign of life a node counts as lost and its sensors go to others. Never, if     nothing is said: a node that is cut off goes on recording, and two must not work on one sensor")
        @Pattern("^[1-9][0-9]{0,8}(s|m|h|d)$")
        String nodeLostAfter,

        @JsonPropertyDescription(
                "SHA-256 of the networks from which the operator may choose: the best one that a node can carry")
        @Size(max = 32)
        List<@Pattern("^[0-9a-f]{64}$") String> approvedDetectors) {
    public EdgeSiteSpec {
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
        approvedDetectors = approvedDetectors == null ? List.of() : List.copyOf(approvedDetectors);
    }
}
