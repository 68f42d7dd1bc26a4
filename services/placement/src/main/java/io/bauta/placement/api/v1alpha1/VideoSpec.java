/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * How pictures are made anonymous, in the words of site files. Which values a field may have is told by the policy reader of
 * the services, whose faults stand in the condition Valid; here are only bounds.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VideoSpec(
        @Size(max = 32) String frame,
        @Min(2) @Max(64) Integer blocksAcross,
        @Size(max = 32) String faces,
        @Size(max = 32) String bodies,
        @Size(max = 32) String plates,
        @Size(max = 32) String cover,
        @Size(max = 32) String reach,
        @Size(max = 32) String hold,
        @Size(max = 32) String lookBack,
        @Size(max = 64) List<Zone> zones,
        @Size(max = 32) String chunk,
        @Min(50_000) @Max(100_000_000) Integer bitsPerSecond,
        @Size(max = 32) String timeLimit,
        @Size(max = 1024) String nothingHiddenBecause,
        @Size(max = 32) String reencode) {

    /**
     * A part of the picture for which something else holds.
     *
     * @param polygon corners [x, y] as fractions of the picture
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Zone(
            @Size(max = 256) String name,
            @Size(max = 32) String method,
            @Size(min = 3, max = 64) List<List<Double>> polygon,
            @Size(max = 1024) String because) {}
}
