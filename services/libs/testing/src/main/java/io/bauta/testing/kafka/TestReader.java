/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kafka;

import io.bauta.contracts.link.BrokerLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads one topic, all partitions, from the beginning, and remembers everything it has read. Within a partition (so, per
 * sensor) records are in the log's order. Not thread-safe.
 */
public final class TestReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration METADATA_WITHIN = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();

    private TestReader(BrokerLink broker, String topic, IsolationLevel isolation) {
        Map<String, Object> settings = broker.settings();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString().toLowerCase(Locale.ROOT));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(topic, METADATA_WITHIN).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads as a careful consumer does: nothing of open or aborted transactions. */
    public static TestReader committed(String bootstrapServers, String topic) {
        return committed(BrokerLink.plain(bootstrapServers), topic);
    }

    /** The same where the broker asks for certificates. */
    public static TestReader committed(BrokerLink broker, String topic) {
        return new TestReader(broker, topic, IsolationLevel.READ_COMMITTED);
    }

    /** Reads as Kafka's default consumer does: everything in the log. */
    public static TestReader uncommitted(String bootstrapServers, String topic) {
        return new TestReader(BrokerLink.plain(bootstrapServers), topic, IsolationLevel.READ_UNCOMMITTED);
    }

    /** Everything read so far. */
    public List<ConsumerRecord<byte[], byte[]>> all() {
        return List.copyOf(read);
    }

    /** Reads until at least {@code count} records were read since the beginning, or fails. */
    public List<ConsumerRecord<byte[], byte[]>> until(int count, Duration atMost) {
        return until(records -> records.size() >= count, count + " records", atMost);
    }

    /**
     * Reads until what was read so far satisfies the condition.
     *
     * @throws AssertionError naming {@code expected} if it does not in time
     */
    public List<ConsumerRecord<byte[], byte[]>> until(
            Predicate<List<ConsumerRecord<byte[], byte[]>>> condition, String expected, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.test(all())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + atMost + " for " + expected + ", read " + read.size());
            }
            consumer.poll(POLL).forEach(read::add);
        }
        return all();
    }

    /** Reads to where the log ended when this was called, which takes no longer than it must. */
    public List<ConsumerRecord<byte[], byte[]>> toEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(POLL).forEach(read::add);
        }
        return all();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
