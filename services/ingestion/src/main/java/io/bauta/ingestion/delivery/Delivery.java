/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.delivery;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.ingestion.capture.CaptureQueue;
import io.bauta.ingestion.capture.Captured;
import io.bauta.ingestion.capture.DropReason;
import io.bauta.ingestion.capture.SourceGroup;
import io.bauta.ingestion.capture.SourceStatus;
import io.bauta.ingestion.resume.EndReason;
import io.bauta.ingestion.resume.FileRun;
import io.bauta.ingestion.resume.Position;
import io.bauta.media.demux.StreamKind;
import io.bauta.raw.AccessUnit;
import io.bauta.raw.EndOfStream;
import io.bauta.raw.PcmChunk;
import io.bauta.raw.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes what one source captured out of its queue, numbers it for each of the source's sensors and sends it, leaving out
 * what the broker held already when a file went on after a crash. Belongs to one thread, which ends when the source has
 * stopped.
 */
public final class Delivery implements Runnable {
    private final CaptureQueue queue;
    private final RawOutlet outlet;
    private final SourceStatus status;
    private final Supplier<Map<SensorId, Position>> arrived;
    private final List<SensorNumbering> cameras;
    private final List<SensorNumbering> microphones;
    private Optional<FileRun> run = Optional.empty();

    /**
     * @param ceSource {@code ce_source} of all records
     * @param arrived what the broker holds of the playing that goes on; asked when records are sent
     */
    public Delivery(
            SourceGroup group,
            CaptureQueue queue,
            RawOutlet outlet,
            SourceStatus status,
            String ceSource,
            Supplier<Map<SensorId, Position>> arrived) {
        this.queue = queue;
        this.outlet = outlet;
        this.status = status;
        this.arrived = arrived;
        this.cameras = numberings(group.cameras(), Topic.RAW_VIDEO, ceSource);
        this.microphones = numberings(group.microphones(), Topic.RAW_AUDIO, ceSource);
    }

    @Override
    public void run() {
        try {
            boolean stopped = false;
            while (!stopped) {
                Captured item = queue.take();
                deliver(item);
                queue.delivered();
                stopped = item instanceof Captured.Ended ended && ended.reason() == EndReason.STOPPED;
            }
        } catch (InterruptedException e) {
            status.dropped(DropReason.NOT_DELIVERED, 1);
        }
    }

    private void deliver(Captured item) throws InterruptedException {
        switch (item) {
            case Captured.Begun begun -> begin(begun);
            case Captured.Picture picture -> {
                for (SensorNumbering camera : cameras) {
                    interruptIfRefused(camera);
                    send(camera.number(picture));
                }
            }
            case Captured.Sound sound -> {
                for (SensorNumbering microphone : microphones) {
                    interruptIfRefused(microphone);
                    send(Optional.of(microphone.number(sound)));
                }
            }
            case Captured.Interrupted lost ->
                end(lost.kind() == StreamKind.VIDEO ? cameras : microphones, EndReason.INTERRUPTED);
            case Captured.Ended ended -> {
                end(cameras, ended.reason());
                end(microphones, ended.reason());
                outlet.awaitAcknowledged();
            }
        }
    }

    private void begin(Captured.Begun begun) {
        run = begun.run();
        cameras.forEach(camera -> camera.begin(begun.epochMillis()));
        microphones.forEach(microphone -> microphone.begin(begun.epochMillis()));
    }

    private void interruptIfRefused(SensorNumbering sensor) throws InterruptedException {
        if (outlet.takeRefusal(sensor.sensor())) {
            end(List.of(sensor), EndReason.INTERRUPTED);
        }
    }

    private void end(List<SensorNumbering> sensors, EndReason reason) throws InterruptedException {
        for (SensorNumbering sensor : sensors) {
            Optional<RawRecord> end = sensor.end();
            if (end.isPresent()) {
                send(end.get(), Optional.of(reason));
            }
        }
    }

    private void send(Optional<RawRecord> record) throws InterruptedException {
        if (record.isPresent()) {
            send(record.get(), Optional.empty());
        }
    }

    private void send(RawRecord record, Optional<EndReason> end) throws InterruptedException {
        SensorId sensor = record.envelope().sensor();
        SourceStatus.SensorCounts counts = status.of(sensor);
        Position position =
                new Position(record.envelope().epoch(), record.envelope().sequence());
        Position last = arrived.get().get(sensor);
        if (last != null && position.compareTo(last) <= 0) {
            counts.skippedOnResume();
            return;
        }
        if (record.envelope().sequence() == 0) {
            counts.epochBegun();
        }
        outlet.send(record, new RecordMarks(run, end));
        counts.sent(size(record));
    }

    private static int size(RawRecord record) {
        return switch (record) {
            case AccessUnit unit -> unit.data().length;
            case PcmChunk chunk -> chunk.data().length;
            case EndOfStream _ -> 0;
        };
    }

    private List<SensorNumbering> numberings(List<SensorId> sensors, Topic topic, String ceSource) {
        List<SensorNumbering> numberings = new ArrayList<>();
        sensors.forEach(sensor -> numberings.add(new SensorNumbering(sensor, topic, ceSource, status)));
        return numberings;
    }
}
