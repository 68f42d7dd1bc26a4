/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.link.BrokerLink;
import io.bauta.egress.config.BrokerClients;
import io.bauta.egress.config.DoorLimits;
import io.bauta.egress.config.DoorPlan;
import io.bauta.egress.config.KafkaClients;
import io.bauta.egress.door.Arrival;
import io.bauta.egress.door.EdgeNode;
import io.bauta.egress.door.EdgeNode.Chunk;
import io.bauta.egress.door.Inspection;
import io.bauta.egress.metrics.EgressMetrics;
import io.bauta.egress.outlet.ToldWay;
import io.bauta.testing.kafka.KafkaInJvm;
import io.bauta.testing.kafka.TestReader;
import io.bauta.testing.kafka.TestWriter;
import io.bauta.tracing.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** An edge broker, a fog broker, a node that fills the one, and doors between them. */
final class Street implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final DoorLimits LIMITS =
            new DoorLimits(1 << 20, Duration.ofMillis(50), Duration.ofMillis(300), Duration.ofMillis(300));

    final EdgeNode node = new EdgeNode();
    final KafkaInJvm edge;
    final KafkaInJvm fog;
    private final TestWriter writer;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final EgressMetrics metrics = new EgressMetrics(meters);
    /** Where doors tell the way of chunks. */
    Optional<URI> traces = Optional.empty();

    Street(KafkaInJvm edge, KafkaInJvm fog) {
        this.edge = edge.start();
        this.fog = fog.start();
        this.writer = edge.writer();
    }

    KafkaClients clients() {
        return new BrokerClients(
                BrokerLink.plain(edge.bootstrapServers()),
                BrokerLink.plain(fog.bootstrapServers()),
                "egress-edge-1",
                LIMITS.mostBytesInFlight());
    }

    DoorKeeper door() {
        return door(clients());
    }

    /** Started; its metrics go on counting where those of the door before it stopped. */
    DoorKeeper door(KafkaClients clients) {
        return door(clients, node.inspection(), LIMITS);
    }

    DoorKeeper door(KafkaClients clients, Inspection inspection, DoorLimits limits) {
        DoorPlan plan = new DoorPlan(Topic.crossingTheDoor(), "edge-1", inspection);
        DoorKeeper door = new DoorKeeper(plan, limits, clients, metrics, new ToldWay(Traces.to(traces, 1)));
        door.start();
        return door;
    }

    void write(Arrival... arrivals) {
        writeRecords(java.util.Arrays.stream(arrivals).map(Street::record).toList());
    }

    void writeRecords(List<ProducerRecord<byte[], byte[]>> records) {
        writer.writeAll(records);
    }

    /** Chunks of the camera with their statements, in order. */
    void writeChunks(long from, long to) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        LongStream.range(from, to).mapToObj(node::chunk).forEach(chunk -> records.addAll(records(chunk)));
        writeRecords(records);
    }

    static List<ProducerRecord<byte[], byte[]>> records(Chunk chunk) {
        return List.of(record(chunk.media()), record(chunk.statement()));
    }

    static ProducerRecord<byte[], byte[]> record(Arrival arrival) {
        return EnvelopeCodec.record(arrival.envelope(), arrival.value());
    }

    /** Everything on a topic of the fog now, as any client of Kafka sees it. */
    List<ConsumerRecord<byte[], byte[]>> atFog(Topic topic) {
        try (TestReader reader = fog.readerUncommitted(topic)) {
            return reader.toEnd();
        }
    }

    List<Long> numbersAtFog(Topic topic, SensorId sensor) {
        return atFog(topic).stream()
                .map(EnvelopeCodec::read)
                .filter(envelope -> envelope.sensor().equals(sensor))
                .map(envelope -> envelope.sequence())
                .toList();
    }

    List<Long> camerasNumbers() {
        return numbersAtFog(Topic.ANON_VIDEO, EdgeNode.CAMERA);
    }

    void awaitAtFog(Topic topic, int count) {
        try (TestReader reader = fog.readerUncommitted(topic)) {
            reader.until(count, KafkaInJvm.patience());
        }
    }

    /** The chunks {@code 0..count-1} and as many statements are at the fog, each once and in order. */
    void assertWhole(long count) {
        for (Topic topic : List.of(Topic.ANON_VIDEO, Topic.AUDIT_PROVENANCE)) {
            List<Long> numbers = numbersAtFog(topic, EdgeNode.CAMERA);
            assertThat(numbers).as(topic + " repeated").doesNotHaveDuplicates();
            assertThat(LongStream.range(0, count).filter(number -> !numbers.contains(number)))
                    .as(topic + " lost")
                    .isEmpty();
            assertThat(numbers).as(topic + " in order").isSorted().hasSize((int) count);
        }
    }

    /** As the edge's retention does: the oldest records of the camera's partition go, up to this chunk. */
    void retentionTakesUpTo(Topic topic, long chunk) {
        ConsumerRecord<byte[], byte[]> oldestLeft;
        try (TestReader reader = edge.reader(topic)) {
            oldestLeft = reader.toEnd().stream()
                    .filter(record -> EnvelopeCodec.read(record).sequence() == chunk)
                    .findFirst()
                    .orElseThrow();
        }
        TopicPartition partition = new TopicPartition(topic.topicName(), oldestLeft.partition());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", edge.bootstrapServers()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(oldestLeft.offset())))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the fog take only records up to a size. */
    void fogTakesAtMost(Topic topic, int bytes) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        AlterConfigOp limit = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", Integer.toString(bytes)), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", fog.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(limit)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    List<JsonNode> quarantined(int count) {
        try (TestReader reader = edge.reader(Topic.QUARANTINE_EGRESS)) {
            return reader.until(count, KafkaInJvm.patience()).stream()
                    .map(note -> json(note.value()))
                    .toList();
        }
    }

    /** Notes now there. */
    int notes() {
        try (TestReader reader = edge.reader(Topic.QUARANTINE_EGRESS)) {
            return reader.toEnd().size();
        }
    }

    List<String> reasons(int count) {
        return quarantined(count).stream()
                .map(note -> note.get("reason").asText())
                .toList();
    }

    double counted(String metric) {
        return meters.find(metric).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    double gauge(String metric) {
        return meters.get(metric).gauge().value();
    }

    static void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + KafkaInJvm.patience().toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static JsonNode json(byte[] text) {
        try {
            return JSON.readTree(new String(text, java.nio.charset.StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        writer.close();
        edge.close();
        fog.close();
    }
}
