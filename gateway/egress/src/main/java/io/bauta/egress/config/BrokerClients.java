/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.config;

import io.bauta.contracts.Topic;
import io.bauta.contracts.link.BrokerLink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's own clients. Not SmallRye's channels: these give no hold on the position's metadata, on what an exact producer
 * acknowledgement says about which offset, or on reading a topic from a known offset to its end before the first record
 * is sent, and exactly once across a kill hangs on all three.
 */
public final class BrokerClients implements KafkaClients {
    private static final int MOST_RECORD_BYTES = (8 << 20) + (64 << 10);
    private static final int USUAL_BATCH_BYTES = 512 << 10;
    private static final int ANSWER_SECONDS = 5;
    /** Never give up: the edge broker's retention decides what is too old, not a client's patience. */
    private static final int FOR_EVER_MILLIS = Integer.MAX_VALUE;

    private final BrokerLink edge;
    private final BrokerLink fog;
    private final String group;
    private final long mostBytesInFlight;

    public BrokerClients(BrokerLink edge, BrokerLink fog, String group, long mostBytesInFlight) {
        this.edge = edge;
        this.fog = fog;
        this.group = group;
        this.mostBytesInFlight = mostBytesInFlight;
    }

    @Override
    public Consumer<byte[], byte[]> edgeConsumer() {
        Map<String, Object> settings = reading(edge);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 64);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Uncommitted: the door's own records are not transactional, and nobody else's transaction should hide them. */
    @Override
    public Consumer<byte[], byte[]> fogConsumer() {
        Map<String, Object> settings = reading(fog);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Producer<byte[], byte[]> edgeProducer() {
        return new KafkaProducer<>(writing(edge), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Producer<byte[], byte[]> fogProducer() {
        Map<String, Object> settings = writing(fog);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, fogBatchBytes());
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, mostBytesInFlight + 2L * MOST_RECORD_BYTES);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * A batch larger than the fog's topic allows is split by the client to batches of this very size, and so never gets
     * through (KAFKA-8350): no batch may be larger than the smallest limit. Where the fog does not tell its limits, they are
     * taken to be Kafka's own, which are larger.
     */
    private int fogBatchBytes() {
        List<ConfigResource> topics = Topic.crossingTheDoor().stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()))
                .toList();
        int smallest = USUAL_BATCH_BYTES;
        try (Admin admin = Admin.create(connecting(fog))) {
            for (KafkaFuture<Config> limits :
                    admin.describeConfigs(topics).values().values()) {
                ConfigEntry limit =
                        limits.get(ANSWER_SECONDS, TimeUnit.SECONDS).get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
                smallest = Math.min(smallest, Integer.parseInt(limit.value()));
            }
        } catch (ExecutionException | TimeoutException e) {
            return smallest;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return smallest;
    }

    private static Map<String, Object> reading(BrokerLink broker) {
        Map<String, Object> settings = connecting(broker);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // What to do about a position that is gone is the door's decision, counted, never Kafka's.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    private static Map<String, Object> writing(BrokerLink broker) {
        Map<String, Object> settings = connecting(broker);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, FOR_EVER_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_RECORD_BYTES);
        return settings;
    }

    private static Map<String, Object> connecting(BrokerLink broker) {
        Map<String, Object> settings = broker.settings();
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "egress");
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        // A connection asked for while the link is cut is asked for ever more rarely; a new one finds at once that it
        // is back.
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 3_000L);
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 5_000L);
        settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "rebootstrap");
        return settings;
    }
}
