/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.packing;

import java.util.Map;

/**
 * Which node works on which source.
 *
 * @param nodes of the placed sources, by address
 * @param unplaced why the others are not, by address
 * @param used of each node that takes or keeps sensors, in thousandths of a core
 */
public record Plan(Map<String, String> nodes, Map<String, Unplaced> unplaced, Map<String, Long> used) {
    public Plan {
        nodes = Map.copyOf(nodes);
        unplaced = Map.copyOf(unplaced);
        used = Map.copyOf(used);
    }
}
