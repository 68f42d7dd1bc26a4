/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * An edge node of a site.
 *
 * @param name in Bauta, as in the chart's edge.nodes
 * @param hostname its label kubernetes.io/hostname; the name, if nothing is said
 * @param camerasSecret the Secret with users and passwords of sensors that the chart mounts there
 * @param measured what it can carry
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SiteNode(
        @Required @Size(max = 63) @Pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")
        String name,

        @Size(max = 253) String hostname,
        @Size(max = 253) String camerasSecret,
        @Required Measured measured) {

    /** Its label kubernetes.io/hostname. */
    public String host() {
        return hostname == null ? name : hostname;
    }

    /**
     * What was measured on a machine of its kind. Without it nothing is placed there: a guess would withhold pictures.
     *
     * @param cores that the anonymisers may have
     * @param slowdown how much longer one of them takes than the machine on which the loads of sensors were measured
     */
    public record Measured(
            @Required @Min(0.1) @Max(512) Double cores,
            @Required @Min(0.05) @Max(50) Double slowdown) {}
}
