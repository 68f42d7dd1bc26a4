/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.site.SensorDeclaration;
import io.bauta.contracts.site.SensorKind;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SourceLocation;
import io.bauta.media.demux.StreamKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sensors that share one source, one connection and one clock.
 *
 * @param location masks itself
 * @param loop whether a file begins again at its end; one sensor that wants it is enough
 * @param cameras in the site file's order
 * @param microphones in the site file's order
 */
public record SourceGroup(SourceLocation location, boolean loop, List<SensorId> cameras, List<SensorId> microphones) {
    public SourceGroup {
        cameras = List.copyOf(cameras);
        microphones = List.copyOf(microphones);
        if (cameras.isEmpty() && microphones.isEmpty()) {
            throw new IllegalArgumentException("a source without sensors is not opened");
        }
    }

    /** In the order in which the site file first names each source. */
    public static List<SourceGroup> of(Site site) {
        Map<SourceLocation, List<SensorDeclaration>> bySource = new LinkedHashMap<>();
        for (SensorDeclaration sensor : site.sensors()) {
            bySource.computeIfAbsent(sensor.source(), source -> new ArrayList<>())
                    .add(sensor);
        }
        return bySource.entrySet().stream()
                .map(entry -> new SourceGroup(
                        entry.getKey(),
                        entry.getValue().stream().anyMatch(SensorDeclaration::loop),
                        ids(entry.getValue(), SensorKind.CAMERA),
                        ids(entry.getValue(), SensorKind.MICROPHONE)))
                .toList();
    }

    /** The name of the source in metrics and logs: its first sensor. */
    public String name() {
        return (cameras.isEmpty() ? microphones : cameras).getFirst().value();
    }

    public boolean isFile() {
        return !location.isUrl();
    }

    public List<SensorId> sensors() {
        List<SensorId> all = new ArrayList<>(cameras);
        all.addAll(microphones);
        return all;
    }

    public List<SensorId> sensors(StreamKind kind) {
        return kind == StreamKind.VIDEO ? cameras : microphones;
    }

    private static List<SensorId> ids(List<SensorDeclaration> sensors, SensorKind kind) {
        return sensors.stream()
                .filter(sensor -> sensor.kind() == kind)
                .map(SensorDeclaration::id)
                .toList();
    }
}
