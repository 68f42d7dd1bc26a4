/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.site;

import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.site.SensorKind;
import io.bauta.placement.api.v1alpha1.AnonymisationPolicy;
import io.bauta.placement.api.v1alpha1.PolicyRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that is declared for a site, divided into what may be worked on and what must not. In doubt a sensor is refused: none is
 * ever placed under another policy than the one it names.
 *
 * @param accepted by id
 * @param refused why the others are not, in the order given
 */
public record Declarations(Map<String, AcceptedSensor> accepted, List<Refused> refused) {

    /**
     * A sensor that is not worked on.
     *
     * @param sensor as declared
     * @param why it is not
     */
    public record Refused(Sensor sensor, Refusal why) {}

    /** Checks every sensor by itself, so that the faults of one are not the others'. */
    public static Declarations of(Collection<Sensor> sensors, Collection<AnonymisationPolicy> policies) {
        Map<String, AnonymisationPolicy> declared = new HashMap<>();
        policies.forEach(policy -> declared.put(policy.getMetadata().getName(), policy));
        Map<String, Object> checked = new HashMap<>();
        Set<String> cameras = sensors.stream()
                .filter(sensor -> sensor.kind() == SensorKind.CAMERA)
                .map(Sensor::id)
                .collect(Collectors.toSet());
        Map<String, AcceptedSensor> accepted = new HashMap<>();
        List<Refused> refused = new ArrayList<>();
        for (Sensor sensor : sensors) {
            try {
                if (sensor.kind() == SensorKind.MICROPHONE && cameras.contains(sensor.id())) {
                    throw new RefusedException(
                            "NameTaken", "a camera has this name; records of the two could not be told apart");
                }
                AcceptedSensor good = new AcceptedSensor(
                        sensor,
                        policy(sensor.spec().policyRef(), declared, checked),
                        sensor.restrictedPolicy().map(ref -> policy(ref, declared, checked)));
                SiteFile.check(good);
                accepted.put(sensor.id(), good);
            } catch (InvalidConfigurationException e) {
                refused.add(new Refused(sensor, new Refusal("DeclarationInvalid", String.join("; ", e.faults()))));
            } catch (RefusedException e) {
                refused.add(new Refused(sensor, e.refusal));
            }
        }
        return new Declarations(accepted, refused);
    }

    private static CheckedPolicy policy(
            PolicyRef ref, Map<String, AnonymisationPolicy> declared, Map<String, Object> checked) {
        Optional<String> name = Optional.ofNullable(ref).map(PolicyRef::name);
        AnonymisationPolicy policy = name.map(declared::get)
                .orElseThrow(() -> new RefusedException(
                        "PolicyMissing", "there is no AnonymisationPolicy " + name.orElse("named")));
        Object result = checked.computeIfAbsent(name.get(), n -> checkedOrNot(policy));
        if (result instanceof CheckedPolicy good) {
            return good;
        }
        throw new RefusedException("PolicyInvalid", "AnonymisationPolicy " + name.get() + ": " + result);
    }

    private static Object checkedOrNot(AnonymisationPolicy policy) {
        try {
            return PolicyCheck.check(policy);
        } catch (InvalidConfigurationException e) {
            return String.join("; ", e.faults());
        }
    }

    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        RefusedException(String reason, String message) {
            super(message);
            this.refusal = new Refusal(reason, message);
        }
    }
}
