/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

import static io.bauta.egress.door.EdgeNode.CAMERA;
import static io.bauta.egress.door.EdgeNode.MICROPHONE;
import static io.bauta.egress.door.EdgeNode.STRANGER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.DsseEnvelope;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.egress.door.EdgeNode.Chunk;
import io.bauta.egress.door.Verdict.Passed;
import io.bauta.egress.door.Verdict.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule of the door, broken by one record that is otherwise in order. */
class InspectionTest {
    private final EdgeNode node = new EdgeNode();
    private final Inspection inspection = node.inspection();

    @Test
    void whatTheNodesAnonymisersMakePasses() {
        for (Chunk chunk : List.of(
                node.chunk(0),
                node.chunk(CAMERA, 1, predicate -> EdgeNode.byModels(predicate, Map.of("heads", EdgeNode.MODEL))),
                node.chunk(MICROPHONE, 0, UnaryOperator.identity()))) {
            assertThat(inspection.inspect(chunk.media())).satisfies(InspectionTest::passedAsMedia);
            assertThat(inspection.inspect(chunk.statement())).isInstanceOf(Passed.class);
        }
        assertThat(inspection.inspect(node.withheld(CAMERA, 2))).isInstanceOf(Passed.class);
    }

    private static void passedAsMedia(Verdict verdict) {
        assertThat(verdict).isInstanceOfSatisfying(Passed.class, passed -> {
            assertThat(passed.link()).isEmpty();
            assertThat(passed.about().outcome()).isEqualTo("released");
        });
    }

    @Test
    void whatIsMadeForAnAuthorisedRolePassesOnItsOwnTopicAlone() {
        Chunk milder = node.restricted(0, UnaryOperator.identity());

        assertThat(inspection.inspect(milder.media())).satisfies(InspectionTest::passedAsMedia);
        assertThat(inspection.inspect(milder.statement())).isInstanceOf(Passed.class);
        Inspection ofPublicDoor = node.inspection(List.of(Topic.ANON_VIDEO, Topic.AUDIT_PROVENANCE));
        assertThat(reason(ofPublicDoor.inspect(milder.media()))).isEqualTo(RefusalReason.TOPIC_NOT_ALLOWED);
    }

    @Test
    void aLevelUnderTheOthersPolicyOrOnTheOthersTopicIsRefused() {
        Chunk calledPublic = node.chunk(CAMERA, 0, predicate -> EdgeNode.underPolicy(predicate, "milder@1"));
        Chunk underThePublicPolicy = node.restricted(0, predicate -> EdgeNode.underPolicy(predicate, "square@2"));
        Chunk saidToBePublic = node.restricted(1, predicate -> EdgeNode.onLevel(predicate, null));
        Chunk restrictedAmongThePublic = node.chunk(CAMERA, 1, predicate -> EdgeNode.onLevel(predicate, "restricted"));

        assertThat(refused(inMilder(calledPublic.media()))).isEqualTo(RefusalReason.POLICY_NOT_CURRENT);
        assertThat(refused(inMilder(calledPublic.statement()))).isEqualTo(RefusalReason.POLICY_NOT_CURRENT);
        assertThat(refused(underThePublicPolicy.media())).isEqualTo(RefusalReason.POLICY_NOT_CURRENT);
        assertThat(refused(inMilder(saidToBePublic.media()))).isEqualTo(RefusalReason.STATEMENT_ABOUT_ANOTHER);
        assertThat(refused(restrictedAmongThePublic.media())).isEqualTo(RefusalReason.STATEMENT_ABOUT_ANOTHER);
    }

    private static Arrival inMilder(Arrival arrival) {
        return EdgeNode.around(arrival, envelope -> envelope.withPolicy(PolicyReference.parse("milder@1")));
    }

    @Test
    void aStatementThatTheMediaOfAStrangerWereWithheldPasses() {
        assertThat(inspection.inspect(node.withheld(STRANGER, 0))).isInstanceOf(Passed.class);
    }

    @Test
    void aPassedStatementSaysWhereItStandsInTheChain() {
        Passed first = (Passed) inspection.inspect(node.withheld(CAMERA, 0));
        Passed second = (Passed) inspection.inspect(node.withheld(CAMERA, 1));

        assertThat(first.link().orElseThrow().previous()).isEmpty();
        assertThat(second.link().orElseThrow().previous())
                .contains(first.link().orElseThrow().digest());
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void noInspectionCanBeMadeForATopicThatMayNotLeave(Topic topic) {
        if (Topic.crossingTheDoor().contains(topic)) {
            assertThat(node.inspection(List.of(topic))).isNotNull();
        } else {
            assertThatThrownBy(() -> node.inspection(List.of(Topic.ANON_VIDEO, topic)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aTopicThatThisDoorDoesNotCarryIsRefused() {
        Inspection soundOnly = node.inspection(List.of(Topic.ANON_AUDIO));

        assertThat(reason(soundOnly.inspect(node.chunk(0).media()))).isEqualTo(RefusalReason.TOPIC_NOT_ALLOWED);
    }

    @ParameterizedTest
    @EnumSource(value = Topic.class, mode = EnumSource.Mode.MATCH_NONE, names = "ANON_.*|AUDIT_.*")
    void aRecordOfATopicThatMayNotLeaveIsRefusedHoweverWellSigned(Topic topic) {
        Arrival moved = EdgeNode.around(node.chunk(0).media(), envelope -> EdgeNode.on(topic, envelope));

        assertThat(refused(moved)).isEqualTo(RefusalReason.TOPIC_NOT_ALLOWED);
    }

    @Test
    void anotherContentTypeIsRefused() {
        Arrival raw = EdgeNode.around(
                node.chunk(0).media(),
                envelope -> EdgeNode.envelope(
                        envelope,
                        CAMERA,
                        envelope.source(),
                        envelope.time(),
                        "application/octet-stream",
                        envelope.epoch(),
                        envelope.sequence()));

        assertThat(refused(raw)).isEqualTo(RefusalReason.CONTENT_TYPE_NOT_ALLOWED);
    }

    @Test
    void mediaWithoutAStatementAreRefused() {
        Envelope signed = node.chunk(0).media().envelope();
        Arrival bare = new Arrival(
                Envelope.of(signed.topic(), CAMERA, signed.source(), signed.time(), 1, 0)
                        .withPolicy(signed.policy().orElseThrow()),
                new byte[] {1});

        assertThat(refused(bare)).isEqualTo(RefusalReason.NO_PROVENANCE);
    }

    @Test
    void whatAnotherNodeSignedIsRefused() {
        Chunk others = new EdgeNode().chunk(0);

        assertThat(refused(others.media())).isEqualTo(RefusalReason.NOT_SIGNED_BY_TRUSTED_NODE);
        assertThat(refused(others.statement())).isEqualTo(RefusalReason.NOT_SIGNED_BY_TRUSTED_NODE);
    }

    @Test
    void aStatementChangedAfterSigningIsRefused() {
        Arrival withheld = node.withheld(CAMERA, 0);
        DsseEnvelope envelope = DsseEnvelope.parse(new String(withheld.value(), UTF_8));
        String changed = new String(envelope.payloadBytes(), UTF_8).replace("timed-out", "no-policy");
        String forged = new DsseEnvelope(
                        java.util.Base64.getEncoder().encodeToString(changed.getBytes(UTF_8)),
                        envelope.payloadType(),
                        envelope.signatures())
                .toJson();

        assertThat(refused(new Arrival(withheld.envelope(), forged.getBytes(UTF_8))))
                .isEqualTo(RefusalReason.NOT_SIGNED_BY_TRUSTED_NODE);
    }

    @Test
    void rawMediaBehindAValidStatementAreRefused() {
        Chunk chunk = node.chunk(0);
        byte[] appended = (new String(chunk.statement().value(), UTF_8) + "a face").getBytes(UTF_8);
        Arrival header = EdgeNode.around(
                chunk.media(),
                envelope -> envelope.withProvenance(envelope.provenance().orElseThrow() + " a face"));
        Arrival second = EdgeNode.around(chunk.statement(), envelope -> envelope.withProvenance("a face"));

        assertThat(refused(new Arrival(chunk.statement().envelope(), appended)))
                .isEqualTo(RefusalReason.NOT_SIGNED_BY_TRUSTED_NODE);
        assertThat(refused(header)).isEqualTo(RefusalReason.NOT_SIGNED_BY_TRUSTED_NODE);
        assertThat(refused(second)).isEqualTo(RefusalReason.STATEMENT_ABOUT_ANOTHER);
    }

    @Test
    void changedMediaAreRefused() {
        Arrival media = node.chunk(0).media();
        byte[] changed = media.value().clone();
        changed[changed.length - 1] ^= 1;

        assertThat(refused(new Arrival(media.envelope(), changed))).isEqualTo(RefusalReason.DIGEST_DIFFERS);
        assertThat(refused(new Arrival(media.envelope(), new byte[0]))).isEqualTo(RefusalReason.DIGEST_DIFFERS);
    }

    @Test
    void noHeaderMaySayAnythingElseThanTheStatement() {
        Chunk chunk = node.chunk(3);
        for (Arrival arrival : List.of(chunk.media(), chunk.statement())) {
            Envelope genuine = arrival.envelope();
            List<Envelope> changed = new ArrayList<>(List.of(
                    EdgeNode.numbered(genuine, 1, genuine.sequence() + 1),
                    EdgeNode.numbered(genuine, 2, genuine.sequence()),
                    EdgeNode.envelope(
                            genuine, MICROPHONE, genuine.source(), genuine.time(), genuine.contentType(), 1, 3),
                    EdgeNode.envelope(genuine, CAMERA, "a face", genuine.time(), genuine.contentType(), 1, 3),
                    EdgeNode.envelope(
                            genuine,
                            CAMERA,
                            genuine.source(),
                            genuine.time().plusNanos(1),
                            genuine.contentType(),
                            1,
                            3),
                    EdgeNode.under(genuine, Optional.of(PolicyReference.parse("open@1")))));
            changed.forEach(envelope -> assertThat(refused(new Arrival(envelope, arrival.value())))
                    .as(envelope.toString())
                    .isEqualTo(RefusalReason.STATEMENT_ABOUT_ANOTHER));
        }
        assertThat(refused(EdgeNode.around(chunk.media(), envelope -> EdgeNode.under(envelope, Optional.empty()))))
                .isEqualTo(RefusalReason.STATEMENT_ABOUT_ANOTHER);
    }

    @Test
    void aStatementThatMediaWereWithheldLetsNoMediaOut() {
        Arrival withheld = node.withheld(CAMERA, 0);
        Arrival media = EdgeNode.around(
                node.chunk(0).media(), envelope -> envelope.withProvenance(new String(withheld.value(), UTF_8)));

        assertThat(refused(media)).isEqualTo(RefusalReason.STATEMENT_ABOUT_ANOTHER);
    }

    @Test
    void thereIsNoThirdOutcome() {
        for (String outcome : new String[] {"passed through", "withheld", null}) {
            Chunk chunk = node.chunk(
                    CAMERA, 0, predicate -> EdgeNode.with(predicate, outcome, predicate.reason(), predicate.policy()));

            assertThat(refused(chunk.media())).isEqualTo(RefusalReason.STATEMENT_ABOUT_ANOTHER);
            assertThat(refused(chunk.statement())).isEqualTo(RefusalReason.STATEMENT_ABOUT_ANOTHER);
        }
    }

    @Test
    void mediaOfAnUndeclaredSensorAreRefusedThoughSigned() {
        Chunk chunk = node.chunk(STRANGER, 0, UnaryOperator.identity());

        assertThat(refused(chunk.media())).isEqualTo(RefusalReason.SENSOR_NOT_DECLARED);
        assertThat(refused(chunk.statement())).isEqualTo(RefusalReason.SENSOR_NOT_DECLARED);
    }

    @Test
    void onlyThePolicyNowInForceForTheSensorIsCurrent() {
        for (String policy : List.of("square@1", "square@3", "open@1", "strictest@1", "none@1")) {
            Chunk chunk = node.chunk(CAMERA, 0, predicate -> EdgeNode.underPolicy(predicate, policy));
            Arrival media =
                    EdgeNode.around(chunk.media(), envelope -> envelope.withPolicy(PolicyReference.parse(policy)));
            Arrival statement =
                    EdgeNode.around(chunk.statement(), envelope -> envelope.withPolicy(PolicyReference.parse(policy)));

            assertThat(refused(media)).as(policy).isEqualTo(RefusalReason.POLICY_NOT_CURRENT);
            assertThat(refused(statement)).as(policy).isEqualTo(RefusalReason.POLICY_NOT_CURRENT);
        }
    }

    @Test
    void aModelNobodyApprovedKeepsTheChunkIn() {
        UnaryOperator<Predicate> oneOfTwo =
                predicate -> EdgeNode.byModels(predicate, Map.of("heads", EdgeNode.MODEL, "plates", "0".repeat(64)));
        Chunk chunk = node.chunk(CAMERA, 0, oneOfTwo);

        assertThat(refused(chunk.media())).isEqualTo(RefusalReason.MODEL_NOT_APPROVED);
        assertThat(refused(chunk.statement())).isEqualTo(RefusalReason.MODEL_NOT_APPROVED);
    }

    @Test
    void aRefusedStatementKeepsItsPlaceInTheChainOnlyIfItIsAuthentic() {
        Refused authentic = (Refused) inspection.inspect(
                node.chunk(STRANGER, 0, UnaryOperator.identity()).statement());
        Refused forged = (Refused) inspection.inspect(new EdgeNode().withheld(CAMERA, 0));

        assertThat(authentic.link()).isPresent();
        assertThat(forged.link()).isEmpty();
        assertThat(authentic.reason().authentic()).isTrue();
        assertThat(forged.reason().authentic()).isFalse();
    }

    @Test
    void nonsenseInPlaceOfAStatementIsRefusedWithoutAnException() {
        Envelope audit = node.withheld(CAMERA, 0).envelope();
        Envelope media = node.chunk(0).media().envelope();
        for (String nonsense : List.of("", "null", "[]", "{}", "\u0000\uffff", "{\"payload\":[[[[")) {
            assertThat(refused(new Arrival(audit, nonsense.getBytes(UTF_8))))
                    .isEqualTo(RefusalReason.NOT_SIGNED_BY_TRUSTED_NODE);
            assertThat(refused(new Arrival(media.withProvenance(nonsense), new byte[0])))
                    .isEqualTo(RefusalReason.NOT_SIGNED_BY_TRUSTED_NODE);
        }
    }

    @Test
    void anArrivalMasksItsMedia() {
        assertThat(node.chunk(0).media().toString())
                .contains("anon.video.v1/camera/1/0")
                .contains("masked")
                .doesNotContain("camera 0");
    }

    private RefusalReason refused(Arrival arrival) {
        return reason(inspection.inspect(arrival));
    }

    private static RefusalReason reason(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Refused.class);
        return ((Refused) verdict).reason();
    }
}
