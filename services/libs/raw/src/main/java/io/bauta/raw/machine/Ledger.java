/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.SensorId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Who has been fed what, and what is committed. From it follows the offset to commit for a partition: the smallest that
 * any of its sensors would have to see again, or where reading stands if none holds anything. Thread-safe: the pump
 * feeds, the outlet commits.
 */
final class Ledger {
    private final String rawTopic;
    private final InstantSource clock;
    private final Map<Integer, Partition> partitions = new HashMap<>();

    Ledger(String rawTopic, InstantSource clock) {
        this.rawTopic = rawTopic;
        this.clock = clock;
    }

    private static final class Partition {
        private final Map<SensorId, SensorCheckpoint> committed = new HashMap<>();
        private final Map<SensorId, Long> firstFed = new HashMap<>();
        private final Map<SensorId, Long> lastFed = new HashMap<>();
        private long position;
    }

    synchronized void load(int partition, long position, Map<SensorId, SensorCheckpoint> checkpoints) {
        Partition loaded = new Partition();
        loaded.position = position;
        loaded.committed.putAll(checkpoints);
        partitions.put(partition, loaded);
    }

    synchronized Optional<SensorCheckpoint> committed(int partition, SensorId sensor) {
        return Optional.ofNullable(at(partition).committed.get(sensor));
    }

    /** Notes that a record is about to be given to its sensor's lane; before {@link #readUpTo}. */
    synchronized void fed(int partition, SensorId sensor, long offset) {
        at(partition).firstFed.putIfAbsent(sensor, offset);
        at(partition).lastFed.put(sensor, offset);
    }

    synchronized void readUpTo(int partition, long position) {
        at(partition).position = position;
    }

    /** What the sensor goes on from, a fresh numbering if it was never seen before. */
    synchronized SensorCheckpoint before(FinishedChunk chunk) {
        SensorCheckpoint committed = at(chunk.partition()).committed.get(chunk.sensor());
        return committed != null
                ? committed
                : new SensorCheckpoint(chunk.restart(), false, clock.millis(), 0, 0, "", 0, "", 0);
    }

    /** The partition's offset and checkpoints, were {@code changed} to become valid. */
    synchronized Map.Entry<TopicPartition, OffsetAndMetadata> offsetsWith(
            int number, Map<SensorId, SensorCheckpoint> changed) {
        Partition partition = at(number);
        SortedMap<SensorId, SensorCheckpoint> all = new TreeMap<>(partition.committed);
        all.putAll(changed);
        long offset = partition.position;
        for (Map.Entry<SensorId, Long> first : partition.firstFed.entrySet()) {
            if (!all.containsKey(first.getKey())) {
                offset = Math.min(offset, first.getValue());
            }
        }
        for (Map.Entry<SensorId, SensorCheckpoint> entry : all.entrySet()) {
            long restart = entry.getValue().restart().offset();
            boolean fedAgain = partition.lastFed.getOrDefault(entry.getKey(), -1L) >= restart;
            boolean held = fedAgain || (entry.getValue().held() && partition.position <= restart);
            entry.setValue(entry.getValue().holding(held));
            offset = fedAgain ? Math.min(offset, restart) : offset;
        }
        return Map.entry(
                new TopicPartition(rawTopic, number), new OffsetAndMetadata(offset, CheckpointText.write(all)));
    }

    synchronized void commit(int partition, Map<SensorId, SensorCheckpoint> changed) {
        at(partition).committed.putAll(changed);
    }

    private Partition at(int partition) {
        return partitions.computeIfAbsent(partition, absent -> new Partition());
    }
}
