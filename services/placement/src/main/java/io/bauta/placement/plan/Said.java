/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.plan;

import io.bauta.placement.api.v1alpha1.Condition;
import io.bauta.placement.api.v1alpha1.Conditions;
import io.bauta.placement.api.v1alpha1.SensorStatus;
import io.bauta.placement.site.Sensor;

/**
 * What a sensor says of itself.
 *
 * @param sensor as declared
 * @param status to be written
 */
public record Said(Sensor sensor, SensorStatus status) {

    /** Whether its media are made anonymous now. */
    public boolean anonymises() {
        return condition(Conditions.ANONYMISING).status().equals("True");
    }

    /** Whether people may be recognised in it. */
    public boolean isWeak() {
        return condition(Conditions.WEAK_MODE_IN_USE).status().equals("True");
    }

    /** For a list of those that are not as they should be. */
    String because(String type) {
        return sensor.id() + " (" + condition(type).reason() + ")";
    }

    private Condition condition(String type) {
        return status.conditions().stream()
                .filter(one -> one.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
