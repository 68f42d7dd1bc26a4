/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.Digests;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.contracts.provenance.ProvenanceSigner;
import io.bauta.contracts.provenance.ProvenanceSigner.SignedStatement;
import io.bauta.contracts.provenance.ProvenanceStatement;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.contracts.provenance.ProvenanceStatement.Subject;
import io.bauta.contracts.provenance.ProvenanceStatement.Times;
import io.bauta.contracts.provenance.ProvenanceVerifier;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import java.security.KeyPair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Plays the anonymisers of an edge node: numbers, signs and chains as they do. What is to be wrong with a record is said
 * by a change of its statement before it is signed, or of the record afterwards.
 */
public final class EdgeNode {
    public static final SensorId CAMERA = new SensorId("camera");
    public static final SensorId MICROPHONE = new SensorId("microphone");
    public static final SensorId STRANGER = new SensorId("stranger");
    public static final String MODEL = Digests.sha256("a model".getBytes(UTF_8));

    private static final String SITE = """
            site: old-town
            node: edge-1
            sensors:
              - {id: camera, kind: camera, source: c, purpose: test, legalBasis: test, policy: square,
                 restrictedPolicy: milder}
              - {id: microphone, kind: microphone, source: m, purpose: test, legalBasis: test}
            policies:
              - id: square
                version: 2
                video: {frame: mosaic}
              - id: milder
                version: 1
                video: {faces: solid}
              - id: open
                version: 1
                video: {frame: none, nothingHiddenBecause: nobody comes here}
            """;

    private final KeyPair key = NodeKey.generate();
    private final long epoch;
    /** Just now, or the brokers' retention takes away what is written. */
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final Map<SensorId, Long> statements = new HashMap<>();
    private final Map<SensorId, String> previous = new HashMap<>();

    public EdgeNode() {
        this(1);
    }

    /** @param epoch of all its numbering */
    public EdgeNode(long epoch) {
        this.epoch = epoch;
    }

    /** As text, for a file. */
    public static String siteText() {
        return SITE;
    }

    public static Site site() {
        return SiteReader.parse(SITE, "site.yaml");
    }

    public KeyPair key() {
        return key;
    }

    /** A door that trusts this node, lets every topic out that may leave, and has approved one model. */
    public Inspection inspection() {
        return inspection(Topic.crossingTheDoor());
    }

    public Inspection inspection(List<Topic> topics) {
        return new Inspection(topics, site(), List.of(MODEL), new ProvenanceVerifier(List.of(key.getPublic())));
    }

    /** A released chunk as its two records. */
    public record Chunk(Arrival media, Arrival statement) {}

    /** The camera's chunk with this number, and its statement. */
    public Chunk chunk(long number) {
        return chunk(CAMERA, number, UnaryOperator.identity());
    }

    /** @param change of what is said about it, before it is signed */
    public Chunk chunk(SensorId sensor, long number, UnaryOperator<Predicate> change) {
        return chunk(sensor, number, (sensor + " " + number).getBytes(UTF_8), change);
    }

    /** As {@link #chunk(SensorId, long, UnaryOperator)}, with these media. */
    public Chunk chunk(SensorId sensor, long number, byte[] media, UnaryOperator<Predicate> change) {
        return chunk(sensor.equals(MICROPHONE) ? Topic.ANON_AUDIO : Topic.ANON_VIDEO, sensor, number, media, change);
    }

    private Chunk chunk(Topic topic, SensorId sensor, long number, byte[] media, UnaryOperator<Predicate> change) {
        Envelope bare = envelope(topic, sensor, number, number);
        Subject subject = new Subject(bare.id(), Map.of("sha256", Digests.sha256(media)));
        Envelope audit = envelope(Topic.AUDIT_PROVENANCE, sensor, nextStatement(sensor), number);
        Predicate predicate = change.apply(released(sensor, audit, bare));
        SignedStatement signed = sign(ProvenanceStatement.about(List.of(subject), predicate));
        previous.put(sensor, signed.digest());
        PolicyReference policy =
                predicate.isPublic() ? bare.policy().orElseThrow() : PolicyReference.parse(predicate.policy());
        return new Chunk(
                new Arrival(bare.withPolicy(policy).withProvenance(signed.envelope()), media),
                new Arrival(audit.withPolicy(policy), signed.envelope().getBytes(UTF_8)));
    }

    /** The camera's chunk of its second level. */
    public Chunk restricted(long number, UnaryOperator<Predicate> change) {
        return chunk(
                Topic.ANON_VIDEO_RESTRICTED,
                CAMERA,
                number,
                ("milder " + number).getBytes(UTF_8),
                predicate -> change.apply(onLevel(underPolicy(predicate, "milder@1"), "restricted")));
    }

    /** The statement about a chunk that was withheld. */
    public Arrival withheld(SensorId sensor, long number) {
        Envelope audit = envelope(Topic.AUDIT_PROVENANCE, sensor, nextStatement(sensor), number);
        Predicate released = released(sensor, audit, audit);
        SignedStatement signed =
                sign(ProvenanceStatement.about(List.of(), with(released, "withheld", "timed-out", released.policy())));
        previous.put(sensor, signed.digest());
        return new Arrival(audit, signed.envelope().getBytes(UTF_8));
    }

    public SignedStatement sign(ProvenanceStatement statement) {
        return new ProvenanceSigner(key.getPrivate(), NodeKey.keyId(key.getPublic())).sign(statement);
    }

    private long nextStatement(SensorId sensor) {
        return statements.merge(sensor, 1L, Long::sum) - 1;
    }

    private Envelope envelope(Topic topic, SensorId sensor, long number, long chunk) {
        return Envelope.of(
                        topic,
                        sensor,
                        "/old-town/edge-1/video-anonymiser",
                        start.plusMillis(500 * chunk),
                        epoch,
                        number)
                .withPolicy(policyOf(sensor));
    }

    private static PolicyReference policyOf(SensorId sensor) {
        return PolicyReference.parse(sensor.equals(CAMERA) ? "square@2" : "strictest@1");
    }

    private Predicate released(SensorId sensor, Envelope audit, Envelope media) {
        return new Predicate(
                audit.id(),
                sensor.value(),
                "released",
                null,
                media.time().toString(),
                500_000,
                12,
                policyOf(sensor).toString(),
                List.of("frame:mosaic"),
                false,
                Map.of(),
                Map.of(),
                "edge-1",
                "video-anonymiser@test",
                null,
                null,
                previous.get(sensor),
                null,
                null);
    }

    public static Predicate with(Predicate predicate, String outcome, String reason, String policy) {
        return with(predicate, outcome, reason, policy, predicate.models(), predicate.previous());
    }

    /** The same, with the times at which it was worked on. */
    public static Predicate workedOn(Predicate of, Times times) {
        return new Predicate(
                of.id(),
                of.sensor(),
                of.outcome(),
                of.reason(),
                of.start(),
                of.durationMicros(),
                of.frames(),
                of.policy(),
                of.methods(),
                of.weak(),
                of.regions(),
                of.models(),
                of.node(),
                of.service(),
                of.leftOut(),
                of.suspects(),
                of.previous(),
                of.level(),
                times);
    }

    public static Predicate underPolicy(Predicate predicate, String policy) {
        return with(predicate, predicate.outcome(), predicate.reason(), policy);
    }

    public static Predicate byModels(Predicate of, Map<String, String> models) {
        return with(of, of.outcome(), of.reason(), of.policy(), models, of.previous());
    }

    /** As if another statement had gone before. */
    public static Predicate after(Predicate of, String previous) {
        return with(of, of.outcome(), of.reason(), of.policy(), of.models(), previous);
    }

    /** As if it were about another level; {@code null} is what all may see. */
    public static Predicate onLevel(Predicate of, String level) {
        return with(of, of.outcome(), of.reason(), of.policy(), of.models(), of.previous(), level);
    }

    private static Predicate with(
            Predicate of, String outcome, String reason, String policy, Map<String, String> models, String previous) {
        return with(of, outcome, reason, policy, models, previous, of.level());
    }

    private static Predicate with(
            Predicate of,
            String outcome,
            String reason,
            String policy,
            Map<String, String> models,
            String previous,
            String level) {
        return new Predicate(
                of.id(),
                of.sensor(),
                outcome,
                reason,
                of.start(),
                of.durationMicros(),
                of.frames(),
                policy,
                of.methods(),
                of.weak(),
                of.regions(),
                models,
                of.node(),
                of.service(),
                of.leftOut(),
                of.suspects(),
                previous,
                level,
                of.times());
    }

    /** The record with another envelope around the same value. */
    public static Arrival around(Arrival arrival, UnaryOperator<Envelope> change) {
        return new Arrival(change.apply(arrival.envelope()), arrival.value());
    }

    /** Where a change is of one field of an envelope that has no {@code with…} of its own. */
    public static Envelope envelope(
            Envelope of, SensorId sensor, String source, Instant time, String contentType, long epoch, long sequence) {
        return new Envelope(
                of.topic(), sensor, source, time, contentType, epoch, sequence, of.policy(), of.provenance());
    }

    public static Envelope numbered(Envelope of, long epoch, long sequence) {
        return envelope(of, of.sensor(), of.source(), of.time(), of.contentType(), epoch, sequence);
    }

    public static Envelope on(Topic topic, Envelope of) {
        return new Envelope(
                topic,
                of.sensor(),
                of.source(),
                of.time(),
                topic.contentType(),
                of.epoch(),
                of.sequence(),
                of.policy(),
                of.provenance());
    }

    public static Envelope under(Envelope of, Optional<PolicyReference> policy) {
        return new Envelope(
                of.topic(),
                of.sensor(),
                of.source(),
                of.time(),
                of.contentType(),
                of.epoch(),
                of.sequence(),
                policy,
                of.provenance());
    }
}
