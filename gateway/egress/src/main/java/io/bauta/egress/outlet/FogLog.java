/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.outlet;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.MalformedEnvelopeException;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.Digests;
import io.bauta.contracts.provenance.DsseEnvelope;
import io.bauta.contracts.provenance.InvalidProvenanceException;
import io.bauta.egress.door.Mark;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** What the fog holds already. Not thread-safe. */
public final class FogLog {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** @throws KafkaException if the fog broker does not answer in time or lacks a topic */
    public FogLog(Consumer<byte[], byte[]> consumer, Collection<Topic> topics, Duration atMost) {
        this.consumer = consumer;
        this.partitions = topics.stream()
                .flatMap(topic -> partitionsOf(consumer, topic.topicName(), atMost).stream())
                .toList();
    }

    public static List<TopicPartition> partitionsOf(Consumer<byte[], byte[]> consumer, String topic, Duration atMost) {
        List<PartitionInfo> found = consumer.partitionsFor(topic, atMost);
        if (found == null || found.isEmpty()) {
            throw new KafkaException("the broker has no topic " + topic);
        }
        return found.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** Per topic and partition, the offset that the next record will get. */
    public Map<String, Map<Integer, Long>> ends(Duration atMost) {
        Map<String, Map<Integer, Long>> ends = new HashMap<>();
        consumer.endOffsets(partitions, atMost)
                .forEach((partition, end) -> ends.computeIfAbsent(partition.topic(), topic -> new HashMap<>())
                        .put(partition.partition(), end));
        return ends;
    }

    /**
     * Per topic and sensor, the last record that arrived at or after the given offsets. As each sensor's records are sent
     * in order, everything of that sensor up to it has arrived.
     *
     * @param from per topic and partition; a partition that is not named is read from its beginning
     * @param atMost how long to wait for the next record
     */
    public Map<String, Map<String, Mark>> arrivedSince(
            Map<String, Map<Integer, Long>> from, Duration atMost, BooleanSupplier stopping) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, atMost);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, atMost);
        consumer.assign(partitions);
        List<TopicPartition> left = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            long wanted = from.getOrDefault(partition.topic(), Map.of()).getOrDefault(partition.partition(), 0L);
            long begin = Math.max(wanted, beginnings.get(partition));
            if (begin < ends.get(partition)) {
                consumer.seek(partition, begin);
                left.add(partition);
            }
        }
        consumer.assign(left);
        Map<String, Map<String, Mark>> arrived = new HashMap<>();
        long lastProgress = System.nanoTime();
        long stood = -1;
        while (left.stream().anyMatch(partition -> consumer.position(partition, atMost) < ends.get(partition))
                && !stopping.getAsBoolean()) {
            consumer.poll(POLL).forEach(record -> note(record, arrived));
            long stands = left.stream().mapToLong(consumer::position).sum();
            lastProgress = stands > stood ? System.nanoTime() : lastProgress;
            stood = stands;
            if (System.nanoTime() - lastProgress > atMost.toNanos()) {
                throw new TimeoutException("fell silent while asked what has arrived");
            }
        }
        consumer.assign(List.of());
        return arrived;
    }

    private static void note(ConsumerRecord<byte[], byte[]> record, Map<String, Map<String, Mark>> arrived) {
        try {
            Envelope envelope = EnvelopeCodec.read(record);
            Mark mark = new Mark(envelope.epoch(), envelope.sequence(), digest(envelope.topic(), record.value()));
            arrived.computeIfAbsent(record.topic(), topic -> new HashMap<>())
                    .merge(envelope.sensor().value(), mark, (one, other) -> one.covers(other) ? one : other);
        } catch (MalformedEnvelopeException someoneElses) {
            // Nothing the door has sent looks like this, so it says nothing about what the door has sent.
            return;
        }
    }

    private static Optional<String> digest(Topic topic, byte[] value) {
        if (topic != Topic.AUDIT_PROVENANCE || value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Digests.sha256(DsseEnvelope.parse(new String(value, StandardCharsets.UTF_8))
                    .payloadBytes()));
        } catch (InvalidProvenanceException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
