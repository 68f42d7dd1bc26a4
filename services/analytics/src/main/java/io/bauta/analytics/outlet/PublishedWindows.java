/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.outlet;

import static java.util.stream.Collectors.toMap;

import io.bauta.analytics.window.Resume;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.MalformedEnvelopeException;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads which windows are published already, so that a restart neither repeats nor renumbers any: the topic itself is
 * the memory. Thread-safe; waits while the broker is away.
 */
@Singleton
public class PublishedWindows {
    /** Records looked at per partition; a sensor with none among them begins a new epoch. */
    private static final long TAIL = 2_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);
    private final Map<String, Object> kafka;
    private final Map<Topic, Map<SensorId, Resume.Published>> known = new HashMap<>();

    public PublishedWindows(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /** Where the windows of a sensor go on. */
    public synchronized Resume of(Topic topic, SensorId sensor) {
        return new Resume(
                Optional.ofNullable(known.computeIfAbsent(topic, this::readTail).get(sensor)));
    }

    /** Reads the topic anew next time, because other instances may have written to it. */
    public synchronized void forget(Topic topic) {
        known.remove(topic);
    }

    private Map<SensorId, Resume.Published> readTail(Topic topic) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        Map<SensorId, Resume.Published> newest = new HashMap<>();
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            Map<TopicPartition, Long> ends = seekToTail(consumer, topic);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> note(record, newest));
            }
        }
        return newest;
    }

    private static Map<TopicPartition, Long> seekToTail(KafkaConsumer<?, ?> consumer, Topic topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName(), PATIENCE).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> from =
                partitions.stream().collect(toMap(at -> at, at -> Math.max(beginnings.get(at), ends.get(at) - TAIL)));
        from.forEach(consumer::seek);
        return ends;
    }

    private static void note(ConsumerRecord<byte[], byte[]> record, Map<SensorId, Resume.Published> newest) {
        try {
            Envelope envelope = EnvelopeCodec.read(record);
            newest.merge(
                    envelope.sensor(),
                    new Resume.Published(envelope.time(), envelope.epoch(), envelope.sequence()),
                    (old, next) -> next.start().isBefore(old.start()) ? old : next);
        } catch (MalformedEnvelopeException notOurs) {
            // A stranger's record on our topic tells nothing about our windows.
        }
    }
}
