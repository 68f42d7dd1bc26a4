/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** What became of a sensor. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SensorStatus(
        @JsonPropertyDescription("Name of the edge node that works on it, if one does")
        String node,

        @JsonPropertyDescription("In force there, as id@version")
        String policy,

        @JsonPropertyDescription("Of the object this was made of")
        Long observedGeneration,

        @JsonPropertyDescription("Anonymising, RawContained, WeakModeInUse")
        List<Condition> conditions) {
    public SensorStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
