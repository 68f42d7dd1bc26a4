/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.WithheldReason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * The pump: reads the raw topic from the last commit on and hands each record to its sensor's lane. Used by the
 * machine's thread.
 */
final class Pump {
    private static final Logger LOG = System.getLogger(Pump.class.getName());
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration ASKING = Duration.ofSeconds(10);

    private final String rawTopic;
    private final Consumer<byte[], byte[]> consumer;
    private final Ledger ledger;
    private final Lanes lanes;
    private final MachineListener listener;
    private final Set<Integer> paused = new HashSet<>();

    Pump(String rawTopic, Consumer<byte[], byte[]> consumer, Ledger ledger, Lanes lanes, MachineListener listener) {
        this.rawTopic = rawTopic;
        this.consumer = consumer;
        this.ledger = ledger;
        this.lanes = lanes;
        this.listener = listener;
    }

    /** Takes all partitions up where the last commit left them. The producer must be initialised before (fencing). */
    void assign() {
        List<PartitionInfo> known = consumer.partitionsFor(rawTopic, ASKING);
        if (known == null || known.isEmpty()) {
            throw new IllegalStateException("topic " + rawTopic + " is not there yet");
        }
        Set<TopicPartition> partitions = known.stream()
                .map(info -> new TopicPartition(rawTopic, info.partition()))
                .collect(Collectors.toSet());
        consumer.assign(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions, ASKING);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, ASKING);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASKING);
        for (TopicPartition partition : partitions) {
            takeUp(partition, committed.get(partition), beginnings.get(partition), ends.get(partition));
        }
    }

    private void takeUp(TopicPartition partition, OffsetAndMetadata committed, long beginning, long end) {
        long wanted = committed == null ? beginning : committed.offset();
        long position = wanted < beginning || wanted > end ? beginning : wanted;
        SortedMap<SensorId, SensorCheckpoint> checkpoints = read(partition, committed);
        ledger.load(partition.partition(), position, checkpoints);
        checkpoints.forEach((sensor, checkpoint) -> {
            long restart = checkpoint.restart().offset();
            if (wanted > end || (checkpoint.held() && restart < beginning)) {
                lanes.lost(sensor, partition.partition(), checkpoint, beginning);
            }
        });
        consumer.seek(partition, position);
    }

    private static SortedMap<SensorId, SensorCheckpoint> read(TopicPartition partition, OffsetAndMetadata committed) {
        try {
            return committed == null ? new TreeMap<>() : CheckpointText.read(committed.metadata());
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Level.ERROR,
                    "partition={0} its checkpoint is unreadable ({1}); sensors are numbered anew in a later epoch",
                    partition,
                    e.getMessage());
            return new TreeMap<>();
        }
    }

    /** One round: read, hand on, pause or resume, look for lanes that hang. */
    void round() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
            records.records(partition).forEach(record -> RawItem.of(record)
                    .ifPresentOrElse(
                            raw -> lanes.deliver(raw.sensor(), partition.partition(), raw.item()),
                            () -> listener.unattributable(WithheldReason.MALFORMED_RECORD)));
            ledger.readUpTo(partition.partition(), consumer.position(partition));
        }
        Set<Integer> full = lanes.fullPartitions(paused);
        if (!full.equals(paused)) {
            consumer.resume(partitions(paused));
            consumer.pause(partitions(full));
            paused.clear();
            paused.addAll(full);
        }
        lanes.replaceOverdue();
    }

    private Set<TopicPartition> partitions(Set<Integer> numbers) {
        return numbers.stream()
                .map(number -> new TopicPartition(rawTopic, number))
                .collect(Collectors.toSet());
    }
}
