/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.intake;

import io.bauta.contracts.Topic;
import io.bauta.egress.door.Lane;
import io.bauta.egress.door.LaneCheckpoint;
import io.bauta.egress.metrics.EgressMetrics;
import io.bauta.egress.outlet.FogLog;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * The edge broker's side: partitions, positions with their checkpoints, and what to do where the retention was quicker
 * than the uplink. Not thread-safe.
 */
final class EdgeLog {
    private static final System.Logger LOG = System.getLogger(EdgeLog.class.getName());
    private static final LaneCheckpoint UNKNOWN = new LaneCheckpoint(Map.of(), Map.of());

    private final Consumer<byte[], byte[]> consumer;
    private final EgressMetrics metrics;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Lane.Position> committed = new HashMap<>();

    /** @throws org.apache.kafka.common.KafkaException if the broker does not answer in time or lacks a topic */
    EdgeLog(Consumer<byte[], byte[]> consumer, Collection<Topic> topics, EgressMetrics metrics, Duration atMost) {
        this.consumer = consumer;
        this.metrics = metrics;
        this.partitions = topics.stream()
                .flatMap(topic -> FogLog.partitionsOf(consumer, topic.topicName(), atMost).stream())
                .toList();
    }

    /**
     * Where a lane begins.
     *
     * @param offset the first to be read
     * @param checkpoint empty if this node's door never came to this partition, so that nothing of it can have arrived
     * @param end where the log ended at that moment
     * @param afterHole whether records before it are gone that nobody saw, or it is unknown what was seen
     */
    record Start(long offset, long end, Optional<LaneCheckpoint> checkpoint, boolean afterHole) {}

    /** Takes the partitions and goes to where the last commit left off, or to the oldest record that is still there. */
    Map<TopicPartition, Start> begin(Duration atMost) {
        Map<TopicPartition, OffsetAndMetadata> before = consumer.committed(new HashSet<>(partitions), atMost);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, atMost);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, atMost);
        consumer.assign(partitions);
        Map<TopicPartition, Start> starts = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long beginning = beginnings.get(partition);
            Optional<OffsetAndMetadata> kept = Optional.ofNullable(before.get(partition));
            long wanted = kept.map(OffsetAndMetadata::offset).orElse(0L);
            long offset = stillThere(partition, wanted, beginning, ends.get(partition));
            Optional<LaneCheckpoint> checkpoint =
                    kept.map(OffsetAndMetadata::metadata).map(EdgeLog::checkpoint);
            boolean forgotten = checkpoint.filter(UNKNOWN::equals).isPresent();
            consumer.seek(partition, offset);
            starts.put(partition, new Start(offset, ends.get(partition), checkpoint, offset != wanted || forgotten));
        }
        metrics.lag(starts.entrySet().stream()
                .mapToLong(start -> ends.get(start.getKey()) - start.getValue().offset())
                .sum());
        return starts;
    }

    /** The next records; none for a moment if the retention had taken what was next, which the lane is told. */
    ConsumerRecords<byte[], byte[]> poll(Map<TopicPartition, Lane> lanes, Duration atMost) {
        try {
            return consumer.poll(atMost);
        } catch (OffsetOutOfRangeException gone) {
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            gone.offsetOutOfRangePartitions().forEach((partition, wanted) -> {
                consumer.seek(partition, stillThere(partition, wanted, beginnings.get(partition), ends.get(partition)));
                lanes.get(partition).hole();
            });
            return ConsumerRecords.empty();
        }
    }

    long position(TopicPartition partition) {
        return consumer.position(partition);
    }

    /** How many offsets lie between the settled positions and the ends of the logs. */
    long lag(Map<TopicPartition, Lane> lanes, Duration atMost) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, atMost);
        return lanes.entrySet().stream()
                .mapToLong(lane -> ends.get(lane.getKey())
                        - lane.getValue()
                                .position()
                                .map(Lane.Position::edgeOffset)
                                .orElseGet(() -> position(lane.getKey())))
                .sum();
    }

    /** Without waiting, and only what has moved; a commit that fails is made good by the next. */
    void commit(Map<TopicPartition, Lane.Position> positions) {
        Map<TopicPartition, Lane.Position> moved = positions.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(committed.get(entry.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (moved.isEmpty()) {
            return;
        }
        committed.putAll(moved);
        consumer.commitAsync(offsets(moved), (offsets, failure) -> {
            if (failure != null) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "position not committed, the next one will be: {0}",
                        failure.getMessage());
                committed.keySet().removeAll(moved.keySet());
            }
        });
    }

    void commitNow(Map<TopicPartition, Lane.Position> positions, Duration atMost) {
        consumer.commitSync(offsets(positions), atMost);
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, Lane.Position> positions) {
        return positions.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new OffsetAndMetadata(
                                entry.getValue().edgeOffset(),
                                entry.getValue().checkpoint().toText())));
    }

    private long stillThere(TopicPartition partition, long wanted, long beginning, long end) {
        if (wanted < beginning) {
            long more = metrics.expired(partition.topic(), partition.partition(), wanted, beginning);
            if (more > 0) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "{0}: the edge''s retention took {1} offsets before they could leave; the oldest left is next",
                        partition,
                        more);
            }
            return beginning;
        }
        if (wanted > end) {
            // The log lost its tail, so what comes may carry numbers that have left already: the marks tell them apart.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: the edge log is shorter than before; reading it again",
                    partition);
            return beginning;
        }
        return wanted;
    }

    /** A position that somebody set by hand says nothing about what arrived, so the fog is asked from its beginning. */
    private static LaneCheckpoint checkpoint(String metadata) {
        try {
            return LaneCheckpoint.parse(metadata);
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "{0}; the fog''s whole topic is read instead", e.getMessage());
            return UNKNOWN;
        }
    }
}
