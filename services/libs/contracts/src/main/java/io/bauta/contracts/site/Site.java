/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.site;

import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.policy.AnonymisationPolicy;
import java.util.List;
import java.util.Optional;

/**
 * One edge node's declaration: which sensors, for what purpose, under which policies.
 *
 * @param name the site, a DNS label
 * @param node the edge node, a DNS label
 * @param sensors unique by id
 * @param policies unique by id
 */
public record Site(String name, String node, List<SensorDeclaration> sensors, List<AnonymisationPolicy> policies) {
    public Site {
        sensors = List.copyOf(sensors);
        policies = List.copyOf(policies);
    }

    public Optional<SensorDeclaration> sensor(SensorId id) {
        return sensors.stream().filter(sensor -> sensor.id().equals(id)).findFirst();
    }

    /** The policy in force for a sensor; empty for an undeclared sensor, whose media must be withheld. */
    public Optional<AnonymisationPolicy> policyOf(SensorId id) {
        return sensor(id).flatMap(sensor -> declared(sensor.policy()));
    }

    /** The policy of a camera's second release, for an authorised role; mostly there is none. */
    public Optional<AnonymisationPolicy> restrictedPolicyOf(SensorId id) {
        return sensor(id).flatMap(SensorDeclaration::restrictedPolicy).flatMap(this::declared);
    }

    private Optional<AnonymisationPolicy> declared(PolicyReference wanted) {
        return policies.stream()
                .filter(policy -> policy.reference().equals(wanted))
                .findFirst();
    }

    /** {@code ce_source} of a service on this node. */
    public String sourceOf(String service) {
        return "/" + name + "/" + node + "/" + service;
    }
}
