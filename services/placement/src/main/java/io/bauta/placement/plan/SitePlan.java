/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.plan;

import io.bauta.placement.models.Detector;
import io.bauta.placement.packing.Plan;
import io.bauta.placement.rollout.Step;
import io.bauta.placement.site.AcceptedSensor;
import io.bauta.placement.site.Refusal;
import io.bauta.placement.site.Sensor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to become of a site.
 *
 * @param nodeOf each placed sensor, by id
 * @param refused why the others are not placed
 * @param detectors chosen, by node
 * @param capacities of the nodes, by node
 * @param packing as it came out
 * @param steps what is to be told now
 * @param now the sensors that each node works on after these steps, by node
 */
public record SitePlan(
        Map<String, String> nodeOf,
        Map<Sensor.Name, Refusal> refused,
        Map<String, Detector> detectors,
        Map<String, Long> capacities,
        Plan packing,
        List<Step> steps,
        Map<String, Set<String>> now) {

    /** Whether a sensor is placed and its node is told of it. */
    boolean isTold(AcceptedSensor sensor) {
        return now.getOrDefault(nodeOf.getOrDefault(sensor.id(), ""), Set.of()).contains(sensor.id());
    }
}
