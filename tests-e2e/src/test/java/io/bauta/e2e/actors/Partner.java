/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.actors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.Topic;
import io.bauta.contracts.link.BrokerLink;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Subscribes to the fog with a plain client and no special setting: what a partner sees is what the stories judge. Reads
 * in the background from the beginning until closed.
 */
public final class Partner implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Partner.class.getName());
    private static final Duration POLL = Duration.ofMillis(200);
    private final BrokerLink fog;
    private final Set<String> topics = ConcurrentHashMap.newKeySet();
    private final List<ConsumerRecord<byte[], byte[]>> records = Collections.synchronizedList(new ArrayList<>());
    private final Thread reading;
    private volatile boolean leaving;

    /** Begins to read everything that crosses the door and everything analytics make of it. */
    public Partner(String fogBootstrap) {
        this(BrokerLink.plain(fogBootstrap));
    }

    /** The same where the fog asks for certificates. */
    public Partner(BrokerLink fog) {
        this.fog = fog;
        this.reading = Thread.ofPlatform().daemon().name("partner").start(this::read);
    }

    /** Everything received so far on a topic from a sensor, in order of arrival. */
    public List<ConsumerRecord<byte[], byte[]>> records(Topic topic, String sensor) {
        synchronized (records) {
            return records.stream()
                    .filter(record -> record.topic().equals(topic.topicName()))
                    .filter(record -> sensor.equals(new String(record.key(), UTF_8)))
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

    /** Names of all topics ever seen on the fog broker, internal ones too. */
    public Set<String> topics() {
        return Set.copyOf(topics);
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
        Map<String, Object> plain = fog.settings();
        plain.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        plain.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, "1000");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(plain, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Instant lookAgain = Instant.MIN;
            while (!leaving) {
                if (Instant.now().isAfter(lookAgain)) {
                    follow(consumer);
                    lookAgain = Instant.now().plusSeconds(1);
                }
                if (consumer.assignment().isEmpty()) {
                    rest(); // polling nothing does not wait
                } else {
                    consumer.poll(POLL).forEach(records::add);
                }
            }
        }
    }

    private void rest() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            leaving = true;
        }
    }

    /** Topics may come later than the partner; those it reads already go on where they are. */
    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            Map<String, List<PartitionInfo>> seen = consumer.listTopics(Duration.ofSeconds(2));
            topics.addAll(seen.keySet());
            consumer.assign(seen.values().stream()
                    .flatMap(List::stream)
                    .filter(partition -> Topic.named(partition.topic()).isPresent())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
        } catch (KafkaException e) {
            // The broker is away, which some stories are about: what is known stays as it is.
            LOG.log(System.Logger.Level.DEBUG, "no answer from the fog", e);
        }
    }
}
