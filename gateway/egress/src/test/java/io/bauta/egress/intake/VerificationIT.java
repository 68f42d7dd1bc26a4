/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.intake;

import static io.bauta.egress.door.EdgeNode.CAMERA;
import static io.bauta.egress.door.EdgeNode.MICROPHONE;
import static io.bauta.egress.door.EdgeNode.STRANGER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.Digests;
import io.bauta.egress.door.Arrival;
import io.bauta.egress.door.EdgeNode;
import io.bauta.egress.door.EdgeNode.Chunk;
import io.bauta.egress.door.RefusalReason;
import io.bauta.egress.metrics.EgressMetrics;
import io.bauta.testing.kafka.KafkaInJvm;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an intruder on the edge node writes stays there, and what the node's anonymisers write leaves all the same. */
class VerificationIT {
    private static final byte[] FACE = "the pixels of a face, as the camera saw it".getBytes(UTF_8);

    private final Street street = new Street(KafkaInJvm.edge(), KafkaInJvm.fog());
    private final EdgeNode node = street.node;

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void everyForgeryStaysAndEveryTrueRecordLeaves() {
        // Given true records with forgeries between them
        Chunk first = node.chunk(0);
        Chunk second = node.chunk(1);
        Chunk third = node.chunk(2);
        Arrival tampered = new Arrival(second.media().envelope(), FACE);
        Arrival forged = new EdgeNode().chunk(1).media();
        Arrival ofAnother = EdgeNode.around(
                second.media(),
                of -> of.withProvenance(first.media().envelope().provenance().orElseThrow()));
        Arrival unsigned = new Arrival(bare(second.media().envelope()), FACE);
        Arrival renumbered = EdgeNode.around(first.statement(), of -> EdgeNode.numbered(of, 1, 1_000_000));
        Arrival appended = new Arrival(
                second.statement().envelope(), concatenated(second.statement().value(), FACE));
        Arrival mislabelled = EdgeNode.around(
                second.media(),
                of -> EdgeNode.envelope(of, CAMERA, of.source(), of.time(), "application/octet-stream", 1, 1));
        try (DoorKeeper door = street.door()) {
            // When they all are written where the door reads
            street.write(first.media(), first.statement());
            street.write(tampered, forged, ofAnother, unsigned, renumbered, appended, mislabelled);
            street.write(second.media(), second.statement(), third.media(), third.statement());

            // Then
            assertThat(street.reasons(7))
                    .containsExactlyInAnyOrder(
                            "digest-differs",
                            "not-signed-by-trusted-node",
                            "statement-about-another",
                            "no-provenance",
                            "statement-about-another",
                            "not-signed-by-trusted-node",
                            "content-type-not-allowed");
            street.awaitAtFog(Topic.ANON_VIDEO, 3);
            street.awaitAtFog(Topic.AUDIT_PROVENANCE, 3);
            assertThat(door.alive()).isTrue();
        }
        street.assertWhole(3);
        assertThat(street.counted(EgressMetrics.REFUSED)).isEqualTo(7);
        assertThat(street.counted(EgressMetrics.FORWARDED)).isEqualTo(6);
        assertThat(street.counted(EgressMetrics.GAPS)).isZero();
    }

    @Test
    void whatTodaysRulesForbidStaysAndKeepsItsNumber() {
        Chunk fine = node.chunk(0);
        Chunk old = under(node.chunk(CAMERA, 1, of -> EdgeNode.underPolicy(of, "square@1")), "square@1");
        Chunk weaker = under(node.chunk(CAMERA, 2, of -> EdgeNode.underPolicy(of, "open@1")), "open@1");
        Chunk byUnknownModel = node.chunk(CAMERA, 3, of -> EdgeNode.byModels(of, Map.of("m", "0".repeat(64))));
        Chunk after = node.chunk(4);
        Chunk stranger = node.chunk(STRANGER, 0, UnaryOperator.identity());
        try (DoorKeeper door = street.door()) {
            for (Chunk chunk : List.of(fine, old, weaker, byUnknownModel, after, stranger)) {
                street.write(chunk.media(), chunk.statement());
            }

            assertThat(street.reasons(8))
                    .containsExactlyInAnyOrder(
                            "policy-not-current",
                            "policy-not-current",
                            "policy-not-current",
                            "policy-not-current",
                            "model-not-approved",
                            "model-not-approved",
                            "sensor-not-declared",
                            "sensor-not-declared");
            street.awaitAtFog(Topic.ANON_VIDEO, 2);
            street.awaitAtFog(Topic.AUDIT_PROVENANCE, 2);
            assertThat(door.alive()).isTrue();
        }
        assertThat(street.camerasNumbers()).containsExactly(0L, 4L);
        assertThat(street.numbersAtFog(Topic.AUDIT_PROVENANCE, CAMERA)).containsExactly(0L, 4L);
        assertThat(street.counted(EgressMetrics.GAPS)).isZero();
    }

    @Test
    void aGapOrABrokenChainKeepsInTheOneRecordThatShowsIt() {
        List<Chunk> chunks = List.of(node.chunk(0), node.chunk(1), node.chunk(2), node.chunk(3), node.chunk(4));
        Chunk misplaced = node.chunk(CAMERA, 5, of -> EdgeNode.after(of, "0".repeat(64)));
        Chunk last = node.chunk(6);
        try (DoorKeeper door = street.door()) {
            // When chunk 1 never comes, 2 tells of it, 1 comes late, and a statement names the wrong one before it
            for (int i : new int[] {0, 2, 1, 3, 4}) {
                street.write(chunks.get(i).media(), chunks.get(i).statement());
            }
            street.write(misplaced.media(), misplaced.statement(), last.media(), last.statement());

            // Then
            assertThat(street.reasons(3)).containsExactlyInAnyOrder("sequence-gap", "sequence-gap", "chain-broken");
            street.awaitAtFog(Topic.ANON_VIDEO, 5);
            street.awaitAtFog(Topic.AUDIT_PROVENANCE, 4);
            assertThat(door.alive()).isTrue();
        }
        assertThat(street.camerasNumbers()).containsExactly(0L, 3L, 4L, 5L, 6L);
        assertThat(street.numbersAtFog(Topic.AUDIT_PROVENANCE, CAMERA)).containsExactly(0L, 3L, 4L, 6L);
        assertThat(street.counted(EgressMetrics.GAPS)).isEqualTo(2);
        assertThat(street.counted(EgressMetrics.DUPLICATES)).isEqualTo(2);
    }

    @Test
    void rawRecordsLeaveNeitherFromTheirOwnTopicNorFromAnothers() {
        Envelope raw = Envelope.of(Topic.RAW_VIDEO, CAMERA, "/old-town/edge-1/ingestion", Instant.now(), 1, 0);
        ProducerRecord<byte[], byte[]> own = EnvelopeCodec.record(raw, FACE);
        ProducerRecord<byte[], byte[]> astray =
                new ProducerRecord<>(Topic.ANON_VIDEO.topicName(), null, own.key(), FACE, own.headers());
        ProducerRecord<byte[], byte[]> naked = new ProducerRecord<>(Topic.ANON_AUDIO.topicName(), FACE);
        try (DoorKeeper door = street.door()) {
            street.writeRecords(List.of(own, astray, naked));
            street.writeChunks(0, 1);

            assertThat(street.reasons(2)).containsOnly("malformed");
            street.awaitAtFog(Topic.ANON_VIDEO, 1);
            assertThat(door.alive()).isTrue();
        }
        street.assertWhole(1);
        assertThat(street.atFog(Topic.ANON_AUDIO)).isEmpty();
        assertThat(street.notes()).isEqualTo(2);
    }

    @Test
    void theQuarantineSaysWhatItWasAndHoldsNothingOfIt() {
        Chunk chunk = node.chunk(0);
        ProducerRecord<byte[], byte[]> smuggler =
                Street.record(new Arrival(chunk.media().envelope().withProvenance(new String(FACE, UTF_8)), FACE));
        smuggler.headers().add("x-more", FACE);
        smuggler.headers().add(new String(FACE, UTF_8).repeat(3), FACE);
        try (DoorKeeper door = street.door()) {
            street.writeRecords(List.of(smuggler));
            JsonNode note = street.quarantined(1).getFirst();

            assertThat(note.get("topic").asText()).isEqualTo("anon.video.v1");
            assertThat(note.get("offset").asLong()).isZero();
            assertThat(note.get("reason").asText()).isEqualTo("not-signed-by-trusted-node");
            assertThat(note.get("valueBytes").asInt()).isEqualTo(FACE.length);
            assertThat(note.get("sha256").asText()).isEqualTo(Digests.sha256(FACE));
            assertThat(note.get("headers").get("ce_subject").asText()).isEqualTo("camera");
            assertThat(note.get("otherHeaderBytes").get("x-more").asInt()).isEqualTo(FACE.length);
            assertThat(note.get("otherHeaderBytes").get("bauta-provenance").asInt())
                    .isEqualTo(FACE.length);
            assertThat(note.toString())
                    .doesNotContain(new String(FACE, UTF_8).repeat(2))
                    .doesNotContain(Base64.getEncoder().encodeToString(FACE))
                    .doesNotContain(HexFormat.of().formatHex(FACE));
            assertThat(door.alive()).isTrue();
        }
        assertThat(street.atFog(Topic.ANON_VIDEO)).isEmpty();
    }

    @Test
    void headersNobodyKnowsStayBehind() {
        Chunk chunk = node.chunk(0);
        ProducerRecord<byte[], byte[]> laden = Street.record(chunk.media());
        laden.headers().add("x-more", FACE);
        laden.headers().add(EnvelopeCodec.ID, FACE);
        laden.headers().add(EnvelopeCodec.SPEC_VERSION, FACE);
        try (DoorKeeper door = street.door()) {
            street.writeRecords(List.of(laden));
            street.awaitAtFog(Topic.ANON_VIDEO, 1);
            assertThat(door.alive()).isTrue();
        }

        ConsumerRecord<byte[], byte[]> arrived = street.atFog(Topic.ANON_VIDEO).getFirst();
        assertThat(arrived.value()).isEqualTo(chunk.media().value());
        assertThat(arrived.headers().toArray())
                .containsExactlyInAnyOrder(
                        Street.record(chunk.media()).headers().toArray());
    }

    @Test
    void whatTheFogWillNeverTakeIsNotedAndTheRestGoesOn() {
        street.fogTakesAtMost(Topic.ANON_AUDIO, 10_000);
        Chunk large = node.chunk(MICROPHONE, 1, new byte[50_000], UnaryOperator.identity());
        try (DoorKeeper door = street.door()) {
            street.write(
                    node.chunk(MICROPHONE, 0, UnaryOperator.identity()).media(),
                    large.media(),
                    node.chunk(MICROPHONE, 2, UnaryOperator.identity()).media());

            assertThat(street.reasons(1)).containsExactly("refused-by-fog");
            street.awaitAtFog(Topic.ANON_AUDIO, 2);
            assertThat(door.alive()).isTrue();
        }
        assertThat(street.numbersAtFog(Topic.ANON_AUDIO, MICROPHONE)).containsExactly(0L, 2L);
    }

    @Test
    void aDoorThatCannotJudgeLetsNothingOut() {
        try (DoorKeeper door = street.door(street.clients(), null, Street.LIMITS)) {
            street.writeChunks(0, 3);

            assertThat(street.reasons(6)).containsOnly(RefusalReason.NOT_JUDGED.label());
            assertThat(door.alive()).isTrue();
        }
        assertThat(street.atFog(Topic.ANON_VIDEO)).isEmpty();
        assertThat(street.atFog(Topic.AUDIT_PROVENANCE)).isEmpty();
    }

    private static Chunk under(Chunk chunk, String policy) {
        PolicyReference reference = PolicyReference.parse(policy);
        return new Chunk(
                EdgeNode.around(chunk.media(), of -> of.withPolicy(reference)),
                EdgeNode.around(chunk.statement(), of -> of.withPolicy(reference)));
    }

    private static Envelope bare(Envelope of) {
        return Envelope.of(of.topic(), of.sensor(), of.source(), of.time(), of.epoch(), of.sequence())
                .withPolicy(of.policy().orElseThrow());
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
