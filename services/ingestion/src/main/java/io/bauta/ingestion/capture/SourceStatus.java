/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import io.bauta.contracts.SensorId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is known about a source while it runs: state, last fault, counts. Written by the source's two threads, read by
 * health and metrics; thread-safe. It holds the masked location only.
 */
public final class SourceStatus {
    private final SourceGroup group;
    private final Map<SensorId, SensorCounts> sensors = new LinkedHashMap<>();
    private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);
    private final LongAdder reconnects = new LongAdder();
    private final LongAdder jumps = new LongAdder();
    private final LongAdder repairedTimes = new LongAdder();
    private final LongAdder configurationChanges = new LongAdder();
    private volatile SourceState state = SourceState.STARTING;
    private volatile String fault = "";
    private volatile long queuedBytes;

    public SourceStatus(SourceGroup group) {
        this.group = group;
        group.sensors().forEach(sensor -> sensors.put(sensor, new SensorCounts()));
        for (DropReason reason : DropReason.values()) {
            dropped.put(reason, new LongAdder());
        }
    }

    /** Counts of one sensor. */
    public static final class SensorCounts {
        private final LongAdder units = new LongAdder();
        private final LongAdder bytes = new LongAdder();
        private final LongAdder epochs = new LongAdder();
        private final LongAdder skipped = new LongAdder();
        private final AtomicLong lastCaptureMicros = new AtomicLong();
        private final AtomicLong lastLagMicros = new AtomicLong();

        public void sent(int size) {
            units.increment();
            bytes.add(size);
        }

        public void epochBegun() {
            epochs.increment();
        }

        public void skippedOnResume() {
            skipped.increment();
        }

        /** The broker has it. */
        public void acknowledged(long captureMicros, long nowMicros) {
            lastCaptureMicros.set(captureMicros);
            lastLagMicros.set(nowMicros - captureMicros);
        }

        public long units() {
            return units.sum();
        }

        public long bytes() {
            return bytes.sum();
        }

        public long epochs() {
            return epochs.sum();
        }

        /** Units that lay on the broker already when a file went on after a crash. */
        public long skipped() {
            return skipped.sum();
        }

        /** From capture to the broker's acknowledgement of the newest unit, seconds. */
        public double lagSeconds() {
            return lastLagMicros.get() / 1e6;
        }

        public long lastCaptureMicros() {
            return lastCaptureMicros.get();
        }
    }

    public String name() {
        return group.name();
    }

    public String maskedLocation() {
        return group.location().masked();
    }

    public boolean isFile() {
        return group.isFile();
    }

    public Map<SensorId, SensorCounts> sensors() {
        return sensors;
    }

    public SensorCounts of(SensorId sensor) {
        return sensors.get(sensor);
    }

    public SourceState state() {
        return state;
    }

    public Optional<String> fault() {
        return fault.isEmpty() ? Optional.empty() : Optional.of(fault);
    }

    /** Enters a state in which all is well. */
    public void entered(SourceState newState) {
        state = newState;
        if (newState == SourceState.CONNECTED || newState == SourceState.FINISHED) {
            fault = "";
        }
    }

    /**
     * The source failed and is waiting for its next attempt.
     *
     * @return whether this fault is a new one, worth a line in the log
     */
    public boolean failed(String newFault) {
        boolean news = !newFault.equals(fault);
        state = SourceState.WAITING;
        fault = newFault;
        return news;
    }

    public void reconnecting() {
        reconnects.increment();
    }

    public long reconnects() {
        return reconnects.sum();
    }

    public void dropped(DropReason reason, long count) {
        dropped.get(reason).add(count);
    }

    public long dropped(DropReason reason) {
        return dropped.get(reason).sum();
    }

    public void jumped() {
        jumps.increment();
    }

    /** Jumps of the source's clock that were taken out. */
    public long jumps() {
        return jumps.sum();
    }

    public void repairedTimes(long count) {
        repairedTimes.add(count);
    }

    /** Packets without a time of their own. */
    public long repairedTimes() {
        return repairedTimes.sum();
    }

    public void configurationChanged() {
        configurationChanges.increment();
    }

    /** Changes of resolution or other codec parameters in mid-stream. */
    public long configurationChanges() {
        return configurationChanges.sum();
    }

    void queued(long bytes) {
        queuedBytes = bytes;
    }

    /** Media waiting for the broker, bytes. */
    public long queuedBytes() {
        return queuedBytes;
    }
}
