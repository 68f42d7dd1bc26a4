/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients of the edge broker, set for large records, no loss and no doubles. */
public final class EdgeKafkaClients implements KafkaClients {
    private static final int LARGEST_RECORD = 8 << 20;
    /** Measured: the default of 16 KiB halves the throughput of media. */
    private static final int BATCH = 512 << 10;

    private final MachineSettings settings;
    private final String transactionalId;

    /** @param node the edge node; one machine of a service runs on it, a second one fences the first */
    public EdgeKafkaClients(MachineSettings settings, String node) {
        this.settings = settings;
        this.transactionalId = settings.service() + "-" + node;
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        Map<String, Object> config = settings.broker().settings();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.service());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, transactionalId);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 2 << 20);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, LARGEST_RECORD);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        Map<String, Object> config = settings.broker().settings();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * LARGEST_RECORD);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
