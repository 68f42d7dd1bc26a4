/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** An edge node of a site. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SiteNode(
        @JsonPropertyDescription("In Bauta, as in the chart's edge.nodes")
        @Required
        @Size(max = 63)
        @Pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")
        String name,

        @JsonPropertyDescription("Its label kubernetes.io/hostname; the name, if nothing is said") @Size(max = 253)
        String hostname,

        @JsonPropertyDescription("The Secret with users and passwords of sensors that the chart mounts there")
        @Size(max = 253)
        String camerasSecret,

        @JsonPropertyDescription("What it can carry") @Required
        Measured measured) {

    /** Its label kubernetes.io/hostname. */
    public String host() {
        return hostname == null ? name : hostname;
    }

    /**
     * What was measured on a machine of its kind. Without it nothing is placed there: a guess would withhold pictures.
     */
    public record Measured(
            @JsonPropertyDescription("That the anonymisers may have") @Required @Min(0.1) @Max(512)
            Double cores,

            @JsonPropertyDescription(
                    "How much longer one of them takes than the machine on which the loads of sensors were measured")
            @Required
            @Min(0.05)
            @Max(50)
            Double slowdown) {}
}
