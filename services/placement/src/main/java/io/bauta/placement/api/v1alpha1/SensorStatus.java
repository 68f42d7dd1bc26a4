/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What became of a sensor.
 *
 * @param node name of the edge node that works on it, if one does
 * @param policy in force there, as id@version
 * @param observedGeneration of the object this was made of
 * @param conditions Anonymising, RawContained, WeakModeInUse
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SensorStatus(String node, String policy, Long observedGeneration, List<Condition> conditions) {
    public SensorStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
