/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.rollout;

import java.util.Set;

/**
 * What a node is to be told now.
 *
 * @param node its name
 * @param sensors it shall work on: those of the plan that nobody else still holds
 * @param leaving those it shall let go
 */
public record Step(String node, Set<String> sensors, Set<String> leaving) {
    public Step {
        sensors = Set.copyOf(sensors);
        leaving = Set.copyOf(leaving);
    }
}
