/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
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
        @JsonPropertyDescription("none, mosaic or solid, over the whole picture") @Size(max = 32)
        String frame,

        @JsonPropertyDescription("Blocks of a mosaic across the picture or, of a head, across it") @Min(2) @Max(64)
        Integer blocksAcross,

        @JsonPropertyDescription("solid or mosaic") @Size(max = 32)
        String faces,

        @JsonPropertyDescription("none, solid, silhouette or mosaic") @Size(max = 32)
        String bodies,

        @JsonPropertyDescription("none, solid or mosaic") @Size(max = 32)
        String plates,

        @JsonPropertyDescription("faces, or heads whether or not a face shows") @Size(max = 32)
        String cover,

        @JsonPropertyDescription("How far small faces are looked for") @Size(max = 32)
        String reach,

        @JsonPropertyDescription("How long what was seen is covered after it was last seen") @Size(max = 32)
        String hold,

        @JsonPropertyDescription("How long it is covered before it was first seen") @Size(max = 32)
        String lookBack,

        @JsonPropertyDescription("Parts of the picture for which something else holds") @Size(max = 64)
        List<Zone> zones,

        @JsonPropertyDescription("Length of a chunk") @Size(max = 32)
        String chunk,

        @JsonPropertyDescription("Of the film that goes out") @Min(50_000) @Max(100_000_000)
        Integer bitsPerSecond,

        @JsonPropertyDescription("For one chunk, after which it is withheld") @Size(max = 32)
        String timeLimit,

        @JsonPropertyDescription("Why a policy that hides nothing may be used") @Size(max = 1024)
        String nothingHiddenBecause,

        @JsonPropertyDescription("always, or when-needed: chunks in which two detectors see nobody go out as they came")
        @Size(max = 32)
        String reencode) {

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
