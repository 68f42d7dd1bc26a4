/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/**
 * Where a sensor stands, for maps.
 *
 * @param latitude degrees north
 * @param longitude degrees east
 */
public record Place(
        @Required @Min(-90) @Max(90) Double latitude,
        @Required @Min(-180) @Max(180) Double longitude) {}
