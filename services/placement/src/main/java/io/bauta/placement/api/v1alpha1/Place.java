/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** Where a sensor stands, for maps. */
public record Place(
        @JsonPropertyDescription("Degrees north") @Required @Min(-90) @Max(90)
        Double latitude,

        @JsonPropertyDescription("Degrees east") @Required @Min(-180) @Max(180)
        Double longitude) {}
