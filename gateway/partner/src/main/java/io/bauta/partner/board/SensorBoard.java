/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.board;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.analytics.FlowWindow;
import io.bauta.contracts.analytics.SoundWindow;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.partner.events.Event.Notice;
import io.bauta.partner.events.EventKind;
import io.bauta.partner.live.LiveChunks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * The small picture the gateway keeps: per sensor the newest chunk, counts, the newest windows. Everything is bounded and
 * nothing is stored; after a restart the picture builds itself anew from what arrives. Thread-safe.
 */
public final class SensorBoard {
    private final Limits limits;
    private final Consumer<Notice> notices;
    private final InstantSource clock;
    private final Map<SensorId, Sensor> sensors = new ConcurrentSkipListMap<>();

    /**
     * @param staleAfter a sensor of which nothing came for so long is stale
     * @param forgetAfter a sensor of which nothing came for so long is dropped
     * @param mostSensors sensors kept
     * @param windowsKept windows kept per sensor
     * @param loudDbfs a peak at or above is told
     */
    public record Limits(
            Duration staleAfter, Duration forgetAfter, int mostSensors, int windowsKept, double loudDbfs) {}

    /** @param notices is told what happens; must not block */
    public SensorBoard(Limits limits, Consumer<Notice> notices, InstantSource clock) {
        this.limits = limits;
        this.notices = notices;
        this.clock = clock;
    }

    /** A chunk of anonymised media arrived; false if there is no room for its sensor. */
    public boolean chunk(Envelope envelope, byte[] media) {
        return with(envelope, sensor -> {
            int missing = sensor.chunk(envelope, clock.instant());
            if (missing > 0) {
                notices.accept(new Notice(EventKind.GAP, envelope.sensor(), missing, ""));
            }
            if (sensor.kind() == Kind.CAMERA && media.length > 0) {
                sensor.live().show(media);
            }
        });
    }

    /** A signed statement arrived; the door has checked its signature. */
    public boolean statement(Envelope envelope, Predicate predicate) {
        return with(envelope, sensor -> {
            sensor.statement(predicate, clock.instant()).forEach(notices);
        });
    }

    /** A window arrived. It follows on chunks, so one of a sensor that is not known here is of no use. */
    public void flow(SensorId id, FlowWindow window) {
        Optional.ofNullable(sensors.get(id)).ifPresent(sensor -> sensor.flow(window));
    }

    /** As {@link #flow}. */
    public void sound(SensorId id, SoundWindow window) {
        Optional.ofNullable(sensors.get(id)).ifPresent(sensor -> {
            sensor.sound(window);
            if (!window.silent() && window.peakDbfs() >= limits.loudDbfs()) {
                notices.accept(Notice.of(EventKind.SOUND_PEAK, id, ""));
            }
        });
    }

    /** Tells which sensors turned stale and drops those not seen for long; to be called about once a second. */
    public void lookRound() {
        Instant now = clock.instant();
        sensors.forEach((id, sensor) -> {
            if (sensor.turnsStale(now, limits.staleAfter())) {
                notices.accept(Notice.of(EventKind.SENSOR_STALE, id, ""));
            }
        });
        sensors.values().removeIf(sensor -> sensor.unseenSince(now.minus(limits.forgetAfter())));
    }

    /** All sensors, by id. */
    public List<SensorView> views() {
        Instant now = clock.instant();
        return sensors.values().stream()
                .map(sensor -> sensor.view(now, limits.staleAfter()))
                .toList();
    }

    public Optional<SensorView> view(SensorId id) {
        return Optional.ofNullable(sensors.get(id)).map(sensor -> sensor.view(clock.instant(), limits.staleAfter()));
    }

    /** The live chunks of a camera; empty for what is no camera or not known. */
    public Optional<LiveChunks> live(SensorId id) {
        return Optional.ofNullable(sensors.get(id))
                .filter(sensor -> sensor.kind() == Kind.CAMERA)
                .map(Sensor::live);
    }

    /** The last windows of a microphone, oldest first; empty for what is no microphone or not known. */
    public Optional<List<SoundWindow>> sounds(SensorId id) {
        return Optional.ofNullable(sensors.get(id))
                .filter(sensor -> sensor.kind() == Kind.MICROPHONE)
                .map(Sensor::sounds);
    }

    /** How many sensors of a kind are in a state. */
    public long count(Kind kind, SensorState state) {
        Instant now = clock.instant();
        return sensors.values().stream()
                .filter(sensor -> sensor.kind() == kind && sensor.is(state, now, limits.staleAfter()))
                .count();
    }

    private boolean with(Envelope envelope, Consumer<Sensor> note) {
        SensorId id = envelope.sensor();
        Instant now = clock.instant();
        Sensor sensor = sensors.get(id);
        boolean appears = sensor == null;
        if (appears) {
            if (sensors.size() >= limits.mostSensors()) {
                return false;
            }
            Sensor fresh = new Sensor(id, Kind.of(envelope), limits.windowsKept(), now);
            sensor = Optional.ofNullable(sensors.putIfAbsent(id, fresh)).orElse(fresh);
        }
        if (sensor.seen(now) || appears) {
            notices.accept(
                    Notice.of(EventKind.SENSOR_APPEARED, id, sensor.kind().label()));
        }
        note.accept(sensor);
        return true;
    }
}
