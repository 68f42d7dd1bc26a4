/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kafka;

import io.bauta.contracts.link.BrokerLink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records and waits until the broker has them. Thread-safe. */
public final class TestWriter implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    public TestWriter(String bootstrapServers) {
        this(BrokerLink.plain(bootstrapServers));
    }

    /** The same where the broker asks for certificates. */
    public TestWriter(BrokerLink broker) {
        Map<String, Object> settings = broker.settings();
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 512 << 10);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public RecordMetadata write(ProducerRecord<byte[], byte[]> record) {
        return writeAll(List.of(record)).getFirst();
    }

    /** In order; returns once every one is acknowledged. */
    public List<RecordMetadata> writeAll(Collection<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        records.forEach(record -> sent.add(producer.send(record)));
        producer.flush();
        return sent.stream().map(TestWriter::acknowledged).toList();
    }

    private static RecordMetadata acknowledged(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refused the record: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
