/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.actors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Has got hold of both brokers' addresses and wants raw media out, or false media in. What is written carries a mark by
 * which it would be found again.
 */
public final class Intruder implements AutoCloseable {
    /** In every value the intruder makes up. */
    public static final String MARK = "what nobody was to see";

    private final String fogBootstrap;
    private final KafkaProducer<byte[], byte[]> edge;
    private final KafkaProducer<byte[], byte[]> fog;

    public Intruder(String edgeBootstrap, String fogBootstrap) {
        this.fogBootstrap = fogBootstrap;
        this.edge = producer(edgeBootstrap);
        this.fog = producer(fogBootstrap);
    }

    /** @return why it was refused; empty if it was done */
    public Optional<Throwable> createsOnTheFog(Topic topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", fogBootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic.topicName(), 1, (short) 1)))
                    .all()
                    .get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @return why it was refused; empty if it was taken */
    public Optional<Throwable> writesToTheFog(Topic topic) {
        return sent(fog, new ProducerRecord<>(topic.topicName(), "gate".getBytes(UTF_8), MARK.getBytes(UTF_8)));
    }

    /** Puts noise among the raw units of the edge, as a sensor nobody declared. */
    public void writesRawNoise(Topic topic) {
        taken(new ProducerRecord<>(topic.topicName(), "intruder".getBytes(UTF_8), MARK.getBytes(UTF_8)));
    }

    /** Puts a chunk on the edge that looks true but bears no statement. */
    public void writesUnsigned(ConsumerRecord<byte[], byte[]> model) {
        RecordHeaders headers = new RecordHeaders(model.headers());
        headers.remove(EnvelopeCodec.PROVENANCE);
        taken(record(model, headers, MARK.getBytes(UTF_8)));
    }

    /** Puts other bytes under a true chunk's statement. */
    public void writesOtherBytes(ConsumerRecord<byte[], byte[]> model) {
        taken(record(model, model.headers(), MARK.getBytes(UTF_8)));
    }

    /** Puts a true chunk on the edge under another number. */
    public void writesAnotherNumber(ConsumerRecord<byte[], byte[]> model, long number) {
        RecordHeaders headers = new RecordHeaders(model.headers());
        headers.remove(EnvelopeCodec.SEQUENCE)
                .add(EnvelopeCodec.SEQUENCE, Long.toString(number).getBytes(UTF_8));
        taken(record(model, headers, model.value()));
    }

    /** Puts a true chunk on the edge a second time. */
    public void replays(ConsumerRecord<byte[], byte[]> model) {
        taken(record(model, model.headers(), model.value()));
    }

    private static ProducerRecord<byte[], byte[]> record(
            ConsumerRecord<byte[], byte[]> model, Iterable<Header> headers, byte[] value) {
        return new ProducerRecord<>(model.topic(), null, model.key(), value, headers);
    }

    private void taken(ProducerRecord<byte[], byte[]> record) {
        sent(edge, record).ifPresent(refused -> {
            throw new AssertionError("the edge broker was to take it, so that the door can judge it", refused);
        });
    }

    private static Optional<Throwable> sent(
            KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        10_000,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        8 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void close() {
        edge.close();
        fog.close();
    }
}
