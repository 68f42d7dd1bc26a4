/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.outlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.MalformedEnvelopeException;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.link.BrokerLink;
import io.bauta.ingestion.resume.EndReason;
import io.bauta.ingestion.resume.FileRun;
import io.bauta.ingestion.resume.LastRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Reads the newest raw record of each sensor from the end of the raw topics, going back in growing steps, as far as
 * retention reaches. Done when the ends no longer move or after some seconds, since a killed predecessor's last request
 * may still be on its way through the broker. Used once, by one thread.
 */
public final class RawTail {
    private static final Duration SETTLE = Duration.ofMillis(200);
    /** Live sources may be writing already, and then the ends never rest. */
    private static final Duration SETTLE_AT_MOST = Duration.ofSeconds(3);

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long FIRST_STEP = 64;

    private final BrokerLink broker;

    public RawTail(BrokerLink broker) {
        this.broker = broker;
    }

    /**
     * The newest record of each sensor; one without records is left out.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker is away or the topic is not there yet: ask again
     */
    public Map<SensorId, LastRecord> newest(Topic topic, Collection<SensorId> sensors) throws InterruptedException {
        Map<SensorId, LastRecord> newest = new HashMap<>();
        if (sensors.isEmpty()) {
            return newest;
        }
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            Map<TopicPartition, Set<SensorId>> homes = homes(consumer, topic, sensors);
            Map<TopicPartition, Long> ends = settledEnds(consumer, homes.keySet());
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(homes.keySet());
            homes.forEach((partition, wanted) ->
                    newest.putAll(search(consumer, partition, begins.get(partition), ends.get(partition), wanted)));
        }
        return newest;
    }

    private static Map<TopicPartition, Set<SensorId>> homes(
            Consumer<byte[], byte[]> consumer, Topic topic, Collection<SensorId> sensors) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic.topicName(), LIMIT);
        if (partitions == null || partitions.isEmpty()) {
            throw new TimeoutException("topic " + topic.topicName() + " is not there yet");
        }
        Map<TopicPartition, Set<SensorId>> homes = new HashMap<>();
        for (SensorId sensor : sensors) {
            // Kafka's default partitioner for records with a key
            int home = Utils.toPositive(Utils.murmur2(sensor.value().getBytes(UTF_8))) % partitions.size();
            homes.computeIfAbsent(new TopicPartition(topic.topicName(), home), key -> new TreeSet<>())
                    .add(sensor);
        }
        return homes;
    }

    private static Map<TopicPartition, Long> settledEnds(
            Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) throws InterruptedException {
        Map<TopicPartition, Long> before = consumer.endOffsets(partitions);
        long deadline = System.nanoTime() + SETTLE_AT_MOST.toNanos();
        while (true) {
            Thread.sleep(SETTLE);
            Map<TopicPartition, Long> now = consumer.endOffsets(partitions);
            if (now.equals(before) || System.nanoTime() - deadline > 0) {
                return now;
            }
            before = now;
        }
    }

    private static Map<SensorId, LastRecord> search(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long begin, long end, Set<SensorId> wanted) {
        Map<SensorId, LastRecord> found = new HashMap<>();
        consumer.assign(List.of(partition));
        long step = FIRST_STEP;
        for (long to = end; to > begin && !found.keySet().containsAll(wanted); step *= 8) {
            long from = Math.max(begin, to - step);
            Map<SensorId, LastRecord> block = read(consumer, partition, from, to);
            block.forEach(found::putIfAbsent);
            to = from;
        }
        found.keySet().retainAll(wanted);
        return found;
    }

    private static Map<SensorId, LastRecord> read(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long from, long to) {
        Map<SensorId, LastRecord> block = new HashMap<>();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        consumer.seek(partition, from);
        while (consumer.position(partition) < to) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("the edge broker does not hand out " + partition);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(SETTLE)) {
                if (record.offset() < to) {
                    note(record, block);
                }
            }
        }
        return block;
    }

    private static void note(ConsumerRecord<byte[], byte[]> record, Map<SensorId, LastRecord> block) {
        try {
            Envelope envelope = EnvelopeCodec.read(record);
            block.put(
                    envelope.sensor(),
                    new LastRecord(
                            envelope.sensor(),
                            envelope.epoch(),
                            envelope.sequence(),
                            EnvelopeCodec.optional(record.headers(), RawMarks.END_REASON)
                                    .flatMap(EndReason::labelled),
                            EnvelopeCodec.optional(record.headers(), RawMarks.FILE_RUN)
                                    .flatMap(FileRun::parse)));
        } catch (MalformedEnvelopeException e) {
            // not one of ours: it cannot say where we were
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = broker.settings();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "bauta-ingestion-tail");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
