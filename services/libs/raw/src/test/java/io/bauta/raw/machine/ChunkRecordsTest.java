/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.Topic;
import io.bauta.contracts.link.BrokerLink;
import io.bauta.contracts.outcome.AnonymisationResult;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.outcome.AnonymisationResult.Withheld;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.Level;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.contracts.provenance.Digests;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.contracts.provenance.ProvenanceSigner;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.contracts.provenance.ProvenanceStatement.Subject;
import io.bauta.contracts.provenance.ProvenanceVerifier;
import io.bauta.contracts.provenance.ProvenanceVerifier.Verified;
import io.bauta.contracts.site.Site;
import io.bauta.raw.RawSamples;
import io.bauta.raw.lane.RawPosition;
import io.bauta.raw.machine.FinishedChunk.OfLevel;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ChunkRecordsTest {
    private static final byte[] MEDIA = "anonymous".getBytes(UTF_8);
    private static final ChunkFacts FACTS = ChunkFacts.at(RawSamples.START, Duration.ofMillis(500));

    private final KeyPair key = NodeKey.generate();
    private final ChunkRecords records = new ChunkRecords(
            MachineSettings.of(
                    "video-anonymiser", "1.2", Topic.RAW_VIDEO, Topic.ANON_VIDEO, BrokerLink.plain("edge:9092")),
            new Site("old-town", "edge-1", List.of(), List.of()),
            new ProvenanceSigner(key.getPrivate(), NodeKey.keyId(key.getPublic())));

    @Test
    void aReleasedChunkIsItsMediaAndItsStatement() {
        ChunkRecords.Made made = records.of(chunk(new Released(FACTS, MEDIA)), before(3, 5, "ab"));

        Envelope media = envelope(made.records().get(0));
        Envelope audit = envelope(made.records().get(1));
        Verified verified = verify(new String(made.records().get(1).value(), UTF_8));
        assertThat(made.records()).hasSize(2);
        assertThat(made.records().get(0).value()).isEqualTo(MEDIA);
        assertThat(media.id()).isEqualTo("anon.video.v1/camera/8/3");
        assertThat(media.time()).isEqualTo(RawSamples.START);
        assertThat(media.policy()).contains(new PolicyReference("square", 2));
        assertThat(verify(media.provenance().orElseThrow())).isEqualTo(verified);
        assertThat(audit.id()).isEqualTo("audit.provenance.v1/camera/8/5");
        assertThat(audit.source()).isEqualTo("/old-town/edge-1/video-anonymiser");
        assertThat(verified.statement().subject())
                .containsExactly(new Subject(media.id(), Map.of("sha256", Digests.sha256(MEDIA))));
        assertThat(made.after().anonSequence()).isEqualTo(4);
        assertThat(made.after().auditSequence()).isEqualTo(6);
        assertThat(made.after().previous()).isEqualTo(verified.digest());
    }

    @Test
    void aWithheldChunkIsItsStatementAloneAndTakesNoNumberOfTheMedia() {
        ChunkRecords.Made made = records.of(chunk(new Withheld(FACTS, WithheldReason.TIMED_OUT)), before(3, 5, "ab"));

        Verified verified = verify(new String(made.records().getFirst().value(), UTF_8));
        assertThat(made.records()).hasSize(1);
        assertThat(verified.statement().subject()).isEmpty();
        assertThat(verified.statement().predicate().outcome()).isEqualTo("withheld");
        assertThat(verified.statement().predicate().reason()).isEqualTo("timed-out");
        assertThat(made.after().anonSequence()).isEqualTo(3);
        assertThat(made.after().auditSequence()).isEqualTo(6);
    }

    @Test
    void aStatementNamesItselfItsServiceAndTheOneBefore() {
        ChunkRecords.Made first = records.of(chunk(new Released(FACTS, MEDIA)), before(0, 0, ""));
        ChunkRecords.Made second = records.of(chunk(new Released(FACTS, MEDIA)), first.after());

        Predicate one = predicate(first);
        Predicate two = predicate(second);
        assertThat(one.id()).isEqualTo("audit.provenance.v1/camera/8/0");
        assertThat(two.id()).isEqualTo("audit.provenance.v1/camera/8/1");
        assertThat(one.node()).isEqualTo("edge-1");
        assertThat(one.service()).isEqualTo("video-anonymiser@1.2");
        assertThat(one.durationMicros()).isEqualTo(500_000);
        assertThat(one.previous()).isNull();
        assertThat(two.previous()).isEqualTo(first.after().previous());
    }

    @Test
    void aChunkOfTwoLevelsIsTwoRecordsEachUnderItsPolicyWithStatementsInOneChain() {
        byte[] milder = "less hidden".getBytes(UTF_8);
        ChunkRecords.Made made =
                records.of(twoLevels(new Released(FACTS, MEDIA), new Released(FACTS, milder)), before(3, 5, "ab"));

        assertThat(made.records())
                .extracting(record -> envelope(record).id())
                .containsExactly(
                        "anon.video.v1/camera/8/3",
                        "audit.provenance.v1/camera/8/5",
                        "anon.video.restricted.v1/camera/8/0",
                        "audit.provenance.v1/camera/8/6");
        assertThat(made.records())
                .extracting(record -> envelope(record).policy().orElseThrow().toString())
                .containsExactly("square@2", "square@2", "police@1", "police@1");
        Verified second = verify(new String(made.records().get(3).value(), UTF_8));
        assertThat(second.statement().predicate().level()).isEqualTo("restricted");
        assertThat(second.statement().predicate().isPublic()).isFalse();
        assertThat(second.statement().predicate().previous())
                .isEqualTo(
                        verify(new String(made.records().get(1).value(), UTF_8)).digest());
        assertThat(second.statement().subject().getFirst().digest()).containsValue(Digests.sha256(milder));
        assertThat(made.after().anonSequence()).isEqualTo(4);
        assertThat(made.after().restrictedSequence()).isOne();
        assertThat(made.after().auditSequence()).isEqualTo(7);
    }

    @Test
    void whatIsWithheldFromOneLevelTakesNoNumberOfItAndLeavesTheOtherAlone() {
        ChunkRecords.Made made = records.of(
                twoLevels(new Withheld(FACTS, WithheldReason.NO_DETECTOR), new Released(FACTS, MEDIA)),
                before(3, 5, "ab"));

        assertThat(made.records())
                .extracting(record -> envelope(record).topic())
                .containsExactly(Topic.AUDIT_PROVENANCE, Topic.ANON_VIDEO_RESTRICTED, Topic.AUDIT_PROVENANCE);
        assertThat(made.after().anonSequence()).isEqualTo(3);
        assertThat(made.after().restrictedSequence()).isOne();
    }

    @Test
    void theCheckpointAfterwardsHoldsTheLanesWordsAndTheTimeStated() {
        SensorCheckpoint after = records.of(chunk(new Released(FACTS, MEDIA)), before(3, 5, "ab"))
                .after();

        assertThat(after.restart()).isEqualTo(new RawPosition(77, 1, 12));
        assertThat(after.state()).isEqualTo("words");
        assertThat(after.epoch()).isEqualTo(8);
        assertThat(after.coveredUntilMicros())
                .isEqualTo(RawSamples.START.plusMillis(500).toEpochMilli() * 1000);
    }

    private Verified verify(String envelope) {
        return new ProvenanceVerifier(List.of(key.getPublic())).verify(envelope);
    }

    private Predicate predicate(ChunkRecords.Made made) {
        return verify(new String(made.records().getLast().value(), UTF_8))
                .statement()
                .predicate();
    }

    private static Envelope envelope(ProducerRecord<byte[], byte[]> record) {
        return EnvelopeCodec.read(RawSamples.received(record));
    }

    private static FinishedChunk chunk(AnonymisationResult result) {
        return FinishedChunk.of(
                RawSamples.CAMERA, 0, new PolicyReference("square", 2), result, new RawPosition(77, 1, 12), "words");
    }

    private static FinishedChunk twoLevels(AnonymisationResult toAll, AnonymisationResult restricted) {
        return new FinishedChunk(
                RawSamples.CAMERA,
                0,
                List.of(
                        new OfLevel(Level.PUBLIC, new PolicyReference("square", 2), toAll),
                        new OfLevel(Level.RESTRICTED, new PolicyReference("police", 1), restricted)),
                new RawPosition(77, 1, 12),
                "words",
                toAll.facts().start().plusMillis(40));
    }

    private static SensorCheckpoint before(long anon, long audit, String previous) {
        return new SensorCheckpoint(new RawPosition(70, 1, 5), false, 8, anon, audit, previous, 0, "", 0);
    }
}
