/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.outlet;

import io.bauta.contracts.link.BrokerLink;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The one producer of the process. A plain one and no messaging channel, because three things have to be exact here:
 * records of a sensor are handed over in order by its own thread and never retried behind its back with a limit (no gap
 * can open inside an epoch while the broker is away), what is on its way is bounded in bytes per source, and a source
 * must know that everything has been acknowledged before it begins its next round. Idempotent, {@code acks=all}, no
 * limit to delivery. Thread-safe.
 */
public final class EdgeProducer implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final int MAX_REQUEST = 8 << 20;
    private static final int BATCH = 512 << 10;

    private final Map<String, Object> settings;
    private final LongSupplier nanos;
    private final AtomicInteger onTheWay = new AtomicInteger();
    private volatile long lastSign;
    private volatile boolean unreachable;
    private Producer<byte[], byte[]> producer;
    private boolean closed;

    /** @param bufferBytes room for everything all sources may have on the way */
    public EdgeProducer(BrokerLink broker, long bufferBytes) {
        this.nanos = System::nanoTime;
        this.lastSign = nanos.getAsLong();
        this.settings = broker.settings();
        settings.putAll(Map.ofEntries(
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "bauta-ingestion"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000L),
                Map.entry(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 1_000L),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000L),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0L),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes)));
    }

    /**
     * Hands a record to the producer; blocks for at most about a second.
     *
     * @throws KafkaException if the broker's address cannot be resolved or the wait was interrupted
     */
    void send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        Producer<byte[], byte[]> open = producer();
        onTheWay.incrementAndGet();
        try {
            Future<RecordMetadata> _ = open.send(record, (metadata, failure) -> {
                onTheWay.decrementAndGet();
                unreachable = failure != null;
                lastSign = nanos.getAsLong();
                callback.onCompletion(metadata, failure);
            });
        } catch (KafkaException | IllegalStateException e) {
            onTheWay.decrementAndGet();
            throw e;
        }
    }

    /** Whether records wait for a broker that does not answer. */
    public boolean brokerIsAway() {
        return unreachable || (onTheWay.get() > 0 && nanos.getAsLong() - lastSign > SILENCE.toNanos());
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (closed) {
            throw new IllegalStateException("ingestion is stopping");
        }
        if (producer == null) {
            lastSign = nanos.getAsLong();
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    /** Gives up what is still on its way. */
    @Override
    public synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }
}
