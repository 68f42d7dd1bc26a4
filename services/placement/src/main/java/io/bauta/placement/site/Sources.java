/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.site;

import io.bauta.placement.packing.Load;
import io.bauta.placement.packing.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sensors by their source: those of one share a connection and a clock, and so a node.
 *
 * @param all what is to be placed
 * @param refused sensors that contradict the others of their source
 */
public record Sources(List<Source> all, List<Declarations.Refused> refused) {

    /**
     * @param sensors accepted ones
     * @param milliseconds that the quickest detector takes for a look
     */
    public static Sources of(Collection<AcceptedSensor> sensors, double milliseconds) {
        Map<String, List<AcceptedSensor>> byAddress = new LinkedHashMap<>();
        sensors.stream().sorted(Comparator.comparing(AcceptedSensor::id)).forEach(sensor -> byAddress
                .computeIfAbsent(sensor.sensor().spec().source(), s -> new ArrayList<>())
                .add(sensor));
        List<Source> all = new ArrayList<>();
        List<Declarations.Refused> refused = new ArrayList<>();
        byAddress.forEach((address, group) -> {
            AcceptedSensor first = group.getFirst();
            List<AcceptedSensor> agreeing = group.stream()
                    .filter(sensor -> agree(first.sensor(), sensor.sensor()))
                    .toList();
            group.stream()
                    .filter(sensor -> !agreeing.contains(sensor))
                    .forEach(sensor -> refused.add(new Declarations.Refused(
                            sensor.sensor(),
                            new Refusal(
                                    "SourceContradicted",
                                    "it has the source of " + first.id() + ", and another node or secretRef"))));
            all.add(new Source(
                    address,
                    agreeing.stream().map(AcceptedSensor::id).toList(),
                    agreeing.stream()
                            .mapToLong(sensor -> sensor.load() + Load.ofLooking(sensor.looksPerSecond(), milliseconds))
                            .sum(),
                    Optional.ofNullable(first.sensor().spec().node()),
                    first.sensor().secret()));
        });
        return new Sources(all, refused);
    }

    private static boolean agree(Sensor one, Sensor other) {
        return Optional.ofNullable(one.spec().node())
                        .equals(Optional.ofNullable(other.spec().node()))
                && Optional.ofNullable(one.spec().secretRef())
                        .equals(Optional.ofNullable(other.spec().secretRef()));
    }

    /** The node of each source, from that of its sensors. */
    public Map<String, String> current(Map<String, String> nodeOfSensor) {
        Map<String, String> current = new HashMap<>();
        all.forEach(source -> source.sensors().stream()
                .filter(nodeOfSensor::containsKey)
                .findFirst()
                .ifPresent(sensor -> current.put(source.address(), nodeOfSensor.get(sensor))));
        return current;
    }
}
