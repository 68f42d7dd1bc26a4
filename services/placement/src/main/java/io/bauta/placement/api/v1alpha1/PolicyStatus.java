/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Whether a policy can be used. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyStatus(
        @JsonPropertyDescription("Of the object this was made of")
        Long observedGeneration,

        @JsonPropertyDescription("Valid, WeakModeInUse") List<Condition> conditions) {
    public PolicyStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
