/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.metrics;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.site.SensorDeclaration;
import io.bauta.ingestion.capture.DropReason;
import io.bauta.ingestion.capture.SourceState;
import io.bauta.ingestion.capture.SourceStatus;
import io.bauta.raw.gate.StartGate;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Every metric of ingestion. Labels are {@code sensor}, {@code source} (a source's first sensor), {@code reason},
 * {@code latitude} and {@code longitude}. */
public final class IngestionMetrics {
    private static final String PREFIX = "bauta_ingestion_";
    private static final String SENSOR = "sensor";
    private static final String SOURCE = "source";

    private final MeterRegistry registry;

    public IngestionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows these sources from now on. */
    public void bind(List<SourceStatus> sources) {
        for (SourceStatus source : sources) {
            bindSource(source);
            source.sensors().forEach(this::bindSensor);
        }
    }

    /** Says where these sensors stand, as far as they say it. */
    public void bindPlaces(List<SensorDeclaration> sensors) {
        for (SensorDeclaration sensor : sensors) {
            sensor.place().ifPresent(place -> Gauge.builder(PREFIX + "place", () -> 1)
                    .description("Always 1; where the sensor stands, in degrees north and east")
                    .tag(SENSOR, sensor.id().value())
                    .tag("latitude", Double.toString(place.latitude()))
                    .tag("longitude", Double.toString(place.longitude()))
                    .register(registry));
        }
    }

    private void bindSource(SourceStatus source) {
        gauge(
                "connected",
                "1 while the source delivers",
                source,
                status -> status.state() == SourceState.CONNECTED ? 1 : 0);
        gauge("queued_bytes", "Media waiting for the edge broker", source, SourceStatus::queuedBytes);
        counter("reconnects", "Attempts to open the source again", source, SourceStatus::reconnects);
        counter("clock_jumps", "Jumps of the source's clock that were taken out", source, SourceStatus::jumps);
        counter("repaired_times", "Packets without a time of their own", source, SourceStatus::repairedTimes);
        counter(
                "configuration_changes",
                "Changes of resolution or codec parameters in mid-stream",
                source,
                SourceStatus::configurationChanges);
        for (DropReason reason : DropReason.values()) {
            FunctionCounter.builder(PREFIX + "dropped", source, status -> status.dropped(reason))
                    .description("Packets that did not become raw records, by reason")
                    .tag(SOURCE, source.name())
                    .tag("reason", reason.label())
                    .register(registry);
        }
    }

    private void bindSensor(SensorId sensor, SourceStatus.SensorCounts counts) {
        sensorCounter("units", "Raw records sent", sensor, counts, SourceStatus.SensorCounts::units);
        sensorCounter("bytes", "Media sent", sensor, counts, SourceStatus.SensorCounts::bytes);
        sensorCounter("epochs", "Epochs begun", sensor, counts, SourceStatus.SensorCounts::epochs);
        sensorCounter(
                "skipped_on_resume",
                "Units the broker held already when a file went on",
                sensor,
                counts,
                SourceStatus.SensorCounts::skipped);
        Gauge.builder(PREFIX + "lag_seconds", counts, SourceStatus.SensorCounts::lagSeconds)
                .description("From capture to the edge broker's acknowledgement of the newest unit")
                .tag(SENSOR, sensor.value())
                .register(registry);
    }

    private void sensorCounter(
            String name,
            String help,
            SensorId sensor,
            SourceStatus.SensorCounts counts,
            ToDoubleFunction<SourceStatus.SensorCounts> value) {
        FunctionCounter.builder(PREFIX + name, counts, value)
                .description(help)
                .tag(SENSOR, sensor.value())
                .register(registry);
    }

    private void counter(String name, String help, SourceStatus source, ToDoubleFunction<SourceStatus> value) {
        FunctionCounter.builder(PREFIX + name, source, value)
                .description(help)
                .tag(SOURCE, source.name())
                .register(registry);
    }

    private void gauge(String name, String help, SourceStatus source, ToDoubleFunction<SourceStatus> value) {
        Gauge.builder(PREFIX + name, source, value)
                .description(help)
                .tag(SOURCE, source.name())
                .register(registry);
    }

    /** Shows what holds the service back. */
    public void bind(StartGate gate) {
        Gauge.builder("bauta_ways_out_open", () -> gate.openWays().size())
                .description(
                        "Ways out that are open though nothing may leave by them; while there is one, nothing raw is touched")
                .register(registry);
    }
}
