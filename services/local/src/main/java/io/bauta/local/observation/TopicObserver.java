/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.observation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics of one broker on a thread of its own and hands each record on, once, in order of its partition. It belongs
 * to no group and commits nothing, so the broker keeps no trace of it. It outlives restarts of the broker.
 */
public final class TopicObserver implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);
    /** How long a broker keeps records back for one who only counts. */
    private static final int SELDOM_MILLIS = 500;

    private static final int MOST_FETCHED = 8 << 20;
    private static final long RETRY_MILLIS = 250;
    private static final long JOIN_MILLIS = 5_000;

    private final String bootstrap;
    private final List<String> topics;
    private final Pace pace;
    private final boolean fromBeginning;
    private final Consumer<ConsumerRecord<byte[], byte[]>> sink;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    /** When a record is to be known of. */
    public enum Pace {
        /** As soon as it is there: its arrival is timed. */
        AT_ONCE,
        /** Within half a second, many at a time: asking for each would cost the broker as much as a service does. */
        SELDOM
    }

    private TopicObserver(
            String name,
            String bootstrap,
            List<String> topics,
            Pace pace,
            boolean fromBeginning,
            Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        this.bootstrap = bootstrap;
        this.topics = List.copyOf(topics);
        this.pace = pace;
        this.fromBeginning = fromBeginning;
        this.sink = sink;
        this.thread = Thread.ofPlatform().daemon().name("observe-" + name).unstarted(this::run);
    }

    /** Begins to read; a broker that is not up yet is waited for. The sink is called by the observer's thread only. */
    public static TopicObserver start(
            String name,
            String bootstrap,
            List<String> topics,
            Pace pace,
            boolean fromBeginning,
            Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        TopicObserver observer = new TopicObserver(name, bootstrap, topics, pace, fromBeginning, sink);
        observer.thread.start();
        return observer;
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings())) {
                if (assign(consumer)) {
                    readUntilClosed(consumer);
                }
            } catch (WakeupException | InterruptException closing) {
                return;
            } catch (KafkaException brokerAway) {
                // A new consumer goes on where this one was.
            }
            rest();
        }
    }

    private boolean assign(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            if (found.isEmpty()) {
                return false;
            }
            found.forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        if (positions.isEmpty()) {
            positions.putAll(fromBeginning ? consumer.beginningOffsets(partitions) : consumer.endOffsets(partitions));
        }
        consumer.assign(positions.keySet());
        positions.forEach(consumer::seek);
        return true;
    }

    private void readUntilClosed(KafkaConsumer<byte[], byte[]> consumer) {
        while (!closed) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                sink.accept(record);
            }
        }
    }

    private void rest() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
                Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
                Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, pace == Pace.SELDOM ? MOST_FETCHED : 1),
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, SELDOM_MILLIS),
                Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_FETCHED),
                Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_FETCHED),
                Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
                Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000));
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
