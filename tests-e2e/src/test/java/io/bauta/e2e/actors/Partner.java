/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.actors;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.Topic;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Subscribes to the fog with a plain client and no special setting: what a partner sees is what the stories judge. Reads
 * in the background from the beginning until closed.
 */
public final class Partner implements AutoCloseable {
    private final String fogBootstrap;
    private final List<ConsumerRecord<byte[], byte[]>> records = Collections.synchronizedList(new ArrayList<>());
    private final Thread reading;
    private volatile boolean leaving;

    /** Begins to read everything that crosses the door and everything analytics make of it. */
    public Partner(String fogBootstrap) {
        this.fogBootstrap = fogBootstrap;
        this.reading = Thread.ofPlatform().daemon().name("partner").start(this::read);
    }

    /** Everything received so far on a topic from a sensor, in order of arrival. */
    public List<ConsumerRecord<byte[], byte[]>> records(Topic topic, String sensor) {
        synchronized (records) {
            return records.stream()
                    .filter(record -> record.topic().equals(topic.topicName()))
                    .filter(record -> sensor.equals(new String(record.key(), java.nio.charset.StandardCharsets.UTF_8)))
                    .toList();
        }
    }

    /** Everything received so far on a topic. */
    public List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
        synchronized (records) {
            return records.stream()
                    .filter(record -> record.topic().equals(topic.topicName()))
                    .toList();
        }
    }

    /** The sensors heard of on a topic. */
    public Set<String> sensors(Topic topic) {
        return records(topic).stream()
                .map(record -> EnvelopeCodec.read(record).sensor().value())
                .collect(Collectors.toSet());
    }

    /** Envelopes in order of arrival. */
    public List<Envelope> envelopes(Topic topic, String sensor) {
        return records(topic, sensor).stream().map(EnvelopeCodec::read).toList();
    }

    /** The values of a sensor's chunks one after the other, as {@code cat} would join them. */
    public byte[] concatenated(Topic topic, String sensor) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        records(topic, sensor).forEach(record -> whole.writeBytes(record.value()));
        return whole.toByteArray();
    }

    /** Names of all topics of the fog broker, internal ones too. */
    public Set<String> topics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", fogBootstrap))) {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        leaving = true;
        try {
            reading.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        Map<String, Object> plain = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, fogBootstrap,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.METADATA_MAX_AGE_CONFIG, "1000");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(plain, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions(consumer));
            consumer.seekToBeginning(consumer.assignment());
            while (!leaving) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
    }

    private Collection<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return Arrays.stream(Topic.values())
                .map(Topic::topicName)
                .filter(topics()::contains)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }
}
