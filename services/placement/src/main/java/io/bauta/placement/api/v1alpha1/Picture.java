/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** What a camera delivers, by which its node is chosen. */
public record Picture(
        @JsonPropertyDescription("In pixels") @Required @Min(16) @Max(16384)
        Integer width,

        @JsonPropertyDescription("In pixels") @Required @Min(16) @Max(16384)
        Integer height,

        @JsonPropertyDescription("At most") @Required @Min(1) @Max(240)
        Integer framesPerSecond) {

    /** What most cameras deliver; taken where nothing is said. */
    public static final Picture USUAL = new Picture(1280, 720, 25);
}
