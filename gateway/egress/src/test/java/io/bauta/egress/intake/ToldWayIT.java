/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.intake;

import static io.bauta.egress.door.EdgeNode.CAMERA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.ProvenanceStatement.Times;
import io.bauta.contracts.trace.ChunkTrace;
import io.bauta.egress.door.Arrival;
import io.bauta.egress.door.EdgeNode;
import io.bauta.egress.door.EdgeNode.Chunk;
import io.bauta.testing.kafka.KafkaInJvm;
import io.bauta.testing.traces.TraceReceiver;
import io.bauta.testing.traces.TraceReceiver.Told;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The door tells the way of a chunk, for itself and for those who have no way out. */
class ToldWayIT {
    private final Street street = new Street(KafkaInJvm.edge(), KafkaInJvm.fog());
    private final EdgeNode node = street.node;
    private TraceReceiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = TraceReceiver.start();
        street.traces = Optional.of(receiver.address());
    }

    @AfterEach
    void close() {
        street.close();
        receiver.close();
    }

    @Test
    void aReleasedChunkIsOneTraceOfFourSpans() {
        Chunk chunk = node.chunk(CAMERA, 0, predicate -> {
            Instant start = Instant.parse(predicate.start());
            return EdgeNode.workedOn(
                    predicate,
                    new Times(
                            start.plusMillis(30).toString(),
                            start.plusMillis(640).toString()));
        });
        Envelope media = chunk.media().envelope();
        ChunkTrace trace = ChunkTrace.of(media);
        try (DoorKeeper _ = street.door()) {
            street.write(chunk.media(), chunk.statement());

            await().atMost(KafkaInJvm.patience()).until(() -> receiver.told().size() >= 4);
        }
        assertThat(receiver.told())
                .extracting(Told::trace, Told::service, Told::name, Told::parent, Told::failure)
                .containsExactlyInAnyOrder(
                        tuple(trace.id(), "egress", "chunk", "", ""),
                        tuple(trace.id(), "ingestion", "ingestion", trace.wholeWay(), ""),
                        tuple(trace.id(), "video-anonymiser", "video-anonymiser", trace.wholeWay(), ""),
                        tuple(trace.id(), "egress", "egress", trace.wholeWay(), ""));
        assertThat(span("ingestion").from()).isEqualTo(media.time());
        assertThat(span("ingestion").until()).isEqualTo(span("video-anonymiser").from());
        assertThat(span("video-anonymiser").until()).isEqualTo(media.time().plusMillis(640));
        assertThat(span("chunk").until()).isEqualTo(span("egress").until());
        assertThat(headers(Topic.ANON_VIDEO)).containsExactly(trace.parent());
        assertThat(headers(Topic.AUDIT_PROVENANCE))
                .as("of a chunk that is told by its media")
                .containsExactly("");
    }

    @Test
    void aWithheldChunkIsToldWithItsReason() {
        Arrival withheld = node.withheld(CAMERA, 0);
        try (DoorKeeper _ = street.door()) {
            street.write(withheld);

            await().atMost(KafkaInJvm.patience()).until(() -> receiver.told().size() >= 2);
        }
        assertThat(receiver.told())
                .extracting(Told::name, Told::failure)
                .as("nobody noted when it was worked on")
                .containsExactlyInAnyOrder(tuple("chunk", "timed-out"), tuple("egress", ""));
    }

    @Test
    void whatSomebodyOnTheEdgeWritesIntoTheHeaderStaysThere() {
        ProducerRecord<byte[], byte[]> record = Street.record(node.chunk(0).media());
        record.headers()
                .add(ChunkTrace.HEADER, "00-ffffffffffffffffffffffffffffffff-ffffffffffffffff-01".getBytes(UTF_8));
        street.traces = Optional.empty();
        try (DoorKeeper _ = street.door()) {
            street.writeRecords(List.of(record));

            street.awaitAtFog(Topic.ANON_VIDEO, 1);
        }
        assertThat(headers(Topic.ANON_VIDEO)).containsExactly("");
        assertThat(receiver.told()).isEmpty();
    }

    private Told span(String name) {
        return receiver.told().stream()
                .filter(told -> told.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> headers(Topic topic) {
        return street.atFog(topic).stream().map(ToldWayIT::header).toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record) {
        return EnvelopeCodec.optional(record.headers(), ChunkTrace.HEADER).orElse("");
    }
}
