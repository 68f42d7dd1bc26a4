/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Whether a policy can be used.
 *
 * @param observedGeneration of the object this was made of
 * @param conditions Valid, WeakModeInUse
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyStatus(Long observedGeneration, List<Condition> conditions) {
    public PolicyStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
