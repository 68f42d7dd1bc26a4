/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

import io.bauta.contracts.SensorId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One partition of one topic on its way through the door: what has been seen, what is under way, and up to where
 * everything is settled. Records set out in order and are acknowledged in any order; the position moves on only past a
 * record that has arrived, was quarantined, or need not travel. One thread sends, any thread acknowledges.
 */
public final class Lane {
    private final InFlight inFlight;
    private final Map<String, Mark> seen;
    private final Map<String, Mark> settled;
    private final Map<Integer, Long> fogOffsets;
    private final Map<Integer, Long> advanced = new HashMap<>();
    private final long catchUpTo;
    private final Deque<Passage> underWay = new ArrayDeque<>();
    private final Set<String> seenSinceHole = new HashSet<>();
    private boolean holed;
    private OptionalLong settledOffset = OptionalLong.empty();

    /**
     * @param checkpoint from where the lane goes on
     * @param catchUpTo the edge offset before which records may lie that had arrived already when this lane was opened.
     *     Until it has come there, what it remembers of the fog's offsets stays as it is: were the door killed once more,
     *     these records would have to be found again
     */
    public Lane(LaneCheckpoint checkpoint, InFlight inFlight, long catchUpTo) {
        this.inFlight = inFlight;
        this.catchUpTo = catchUpTo;
        this.seen = new HashMap<>(checkpoint.marks());
        this.settled = new LinkedHashMap<>(checkpoint.marks());
        this.fogOffsets = new HashMap<>(checkpoint.fogOffsets());
    }

    /** Where the sensor stands, records under way included. */
    public synchronized Optional<Mark> last(SensorId sensor) {
        return Optional.ofNullable(seen.get(sensor.value()));
    }

    /** The retention took records that nobody saw: each sensor's next record may lie beyond a gap for that reason. */
    public synchronized void hole() {
        holed = true;
        seenSinceHole.clear();
    }

    /** Whether a gap before the sensor's next record is explained by a {@link #hole}. */
    public synchronized boolean explainsGapOf(SensorId sensor) {
        return holed && !seenSinceHole.contains(sensor.value());
    }

    /** A record sets out. */
    public synchronized Passage begin(long edgeOffset, long bytes, Optional<Movement> movement) {
        movement.ifPresent(move -> {
            seen.put(move.sensor().value(), move.mark());
            seenSinceHole.add(move.sensor().value());
        });
        Passage passage = new Passage(edgeOffset, bytes, movement);
        underWay.add(passage);
        inFlight.begun(bytes);
        return passage;
    }

    /** A record that need not travel: a duplicate, or one that arrived before a restart. */
    public void skip(long edgeOffset, Optional<Movement> movement) {
        begin(edgeOffset, 0, movement).settle();
    }

    /** The offset everything before which is settled, with what to remember there; empty if nothing has moved yet. */
    public synchronized Optional<Position> position() {
        if (settledOffset.isEmpty()) {
            return Optional.empty();
        }
        if (settledOffset.getAsLong() >= catchUpTo) {
            fogOffsets.putAll(advanced);
        }
        return Optional.of(new Position(settledOffset.getAsLong(), new LaneCheckpoint(fogOffsets, settled)));
    }

    /**
     * Where the fog's partitions end just now. If nothing of this lane is under way, all that it will send yet comes after
     * these ends, so that a restart need not look before them. To be called by the thread that sends.
     */
    public synchronized void fogEndsAt(Map<Integer, Long> ends) {
        if (underWay.isEmpty()) {
            advanced.putAll(ends);
        }
    }

    /** Nothing is under way: the reader's own position, which may lie past markers of transactions, is settled. */
    public synchronized void readUpTo(long edgeOffset) {
        if (underWay.isEmpty()) {
            settledOffset = OptionalLong.of(edgeOffset);
        }
    }

    /**
     * @param sensor whose record it is
     * @param mark where the record takes it
     */
    public record Movement(SensorId sensor, Mark mark) {}

    /**
     * @param edgeOffset the next to be read
     * @param checkpoint what to remember with it
     */
    public record Position(long edgeOffset, LaneCheckpoint checkpoint) {}

    /** One record under way. Settling it twice is one settling. */
    public final class Passage {
        private final long edgeOffset;
        private final long bytes;
        private final Optional<Movement> movement;
        private boolean done;
        private int fogPartition;
        private OptionalLong fogOffset = OptionalLong.empty();

        private Passage(long edgeOffset, long bytes, Optional<Movement> movement) {
            this.edgeOffset = edgeOffset;
            this.bytes = bytes;
            this.movement = movement;
        }

        /** The fog has it, at this place. */
        public void arrived(int partition, long offset) {
            synchronized (Lane.this) {
                fogPartition = partition;
                fogOffset = OptionalLong.of(offset);
                settle();
            }
        }

        /** It is dealt with, without a place at the fog, or at one that the broker no longer knows. */
        public void settle() {
            synchronized (Lane.this) {
                if (done) {
                    return;
                }
                done = true;
                while (!underWay.isEmpty() && underWay.peek().done) {
                    underWay.remove().apply();
                }
            }
            inFlight.ended(bytes);
        }

        private void apply() {
            settledOffset = OptionalLong.of(edgeOffset + 1);
            fogOffset.ifPresent(offset -> advanced.put(fogPartition, offset + 1));
            movement.ifPresent(move -> {
                settled.remove(move.sensor().value());
                settled.put(move.sensor().value(), move.mark());
            });
        }
    }
}
