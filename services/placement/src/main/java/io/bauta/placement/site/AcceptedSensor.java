/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.site;

import io.bauta.contracts.site.SensorKind;
import io.bauta.placement.packing.Load;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sensor that may be worked on, with its policies.
 *
 * @param sensor as declared
 * @param policy in force
 * @param restrictedPolicy of its second release
 */
public record AcceptedSensor(Sensor sensor, CheckedPolicy policy, Optional<CheckedPolicy> restrictedPolicy) {

    public String id() {
        return sensor.id();
    }

    /** Thousandths of a core, without looking for people. */
    public long load() {
        if (sensor.kind() == SensorKind.MICROPHONE) {
            return Load.ofSound();
        }
        return policies()
                .mapToLong(one -> Load.ofPictures(sensor.pixelsPerSecond(), looks(one)))
                .sum();
    }

    /** In how many pictures a second people are looked for; both levels share one look. */
    public double looksPerSecond() {
        return policies().anyMatch(AcceptedSensor::looks) ? sensor.picturesPerSecond() : 0;
    }

    /** By what people may be recognised in it. */
    public List<String> weaknesses() {
        return Stream.concat(
                        policy.weaknesses(sensor.kind()).stream(),
                        restrictedPolicy.stream()
                                .flatMap(one -> one.weaknesses(sensor.kind()).stream())
                                .map(weakness -> weakness + " (for an authorised role)"))
                .toList();
    }

    Stream<CheckedPolicy> policies() {
        return Stream.concat(Stream.of(policy), restrictedPolicy.stream());
    }

    private static boolean looks(CheckedPolicy one) {
        return one.policy().video().regions().looks();
    }
}
