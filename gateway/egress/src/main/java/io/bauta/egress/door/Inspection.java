/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.provenance.Digests;
import io.bauta.contracts.provenance.InvalidProvenanceException;
import io.bauta.contracts.provenance.ProvenanceStatement;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.contracts.provenance.ProvenanceStatement.Subject;
import io.bauta.contracts.provenance.ProvenanceVerifier;
import io.bauta.contracts.provenance.ProvenanceVerifier.Verified;
import io.bauta.contracts.site.Site;
import io.bauta.egress.door.Verdict.ChainLink;
import io.bauta.egress.door.Verdict.Passed;
import io.bauta.egress.door.Verdict.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at one record alone and decides whether it may leave the edge (design, section 4, rule 4). Whatever cannot be
 * checked is refused. First it is established that the record is what a trusted node made, then that today's rules let
 * it out. Of a record that passes, nothing remains unsigned: value, number, time, policy and source are all fixed by the
 * statement, so that nothing can travel along in them. Thread-safe.
 */
public final class Inspection {
    private static final String RELEASED = "released";
    private static final String WITHHELD = "withheld";

    private final Set<Topic> topics;
    private final Site site;
    private final Set<String> approvedModels;
    private final ProvenanceVerifier verifier;

    /**
     * @param topics what may leave, at most {@link Topic#crossingTheDoor}
     * @param site declares sensors and policies
     * @param approvedModels SHA-256 digests of the models that may take part
     * @param verifier knows the nodes that are trusted
     */
    public Inspection(
            Collection<Topic> topics, Site site, Collection<String> approvedModels, ProvenanceVerifier verifier) {
        this.topics = Set.copyOf(topics);
        this.site = site;
        this.approvedModels = Set.copyOf(approvedModels);
        this.verifier = verifier;
        if (!Topic.crossingTheDoor().containsAll(this.topics)) {
            throw new IllegalArgumentException("only anonymised media and statements may leave the edge");
        }
    }

    public Verdict inspect(Arrival arrival) {
        Envelope envelope = arrival.envelope();
        if (!topics.contains(envelope.topic())) {
            return Refused.because(RefusalReason.TOPIC_NOT_ALLOWED);
        }
        if (!envelope.contentType().equals(envelope.topic().contentType())) {
            return Refused.because(RefusalReason.CONTENT_TYPE_NOT_ALLOWED);
        }
        try {
            return envelope.topic() == Topic.AUDIT_PROVENANCE ? statement(arrival) : media(arrival);
        } catch (InvalidProvenanceException e) {
            return Refused.because(RefusalReason.NOT_SIGNED_BY_TRUSTED_NODE);
        }
    }

    private Verdict media(Arrival arrival) {
        Envelope envelope = arrival.envelope();
        if (envelope.provenance().isEmpty()) {
            return Refused.because(RefusalReason.NO_PROVENANCE);
        }
        ProvenanceStatement statement =
                verifier.verify(envelope.provenance().get()).statement();
        if (!isAbout(envelope, statement)
                || !RELEASED.equals(statement.predicate().outcome())
                || envelope.topic().restricted() == statement.predicate().isPublic()
                || envelope.policy().isEmpty()
                || !envelope.id().equals(statement.subject().getFirst().name())) {
            return Refused.because(RefusalReason.STATEMENT_ABOUT_ANOTHER);
        }
        Subject subject = statement.subject().getFirst();
        if (!Digests.sha256(arrival.value()).equals(subject.digest().get("sha256"))) {
            return Refused.because(RefusalReason.DIGEST_DIFFERS);
        }
        return byTodaysRules(envelope.sensor(), statement.predicate(), Optional.empty());
    }

    /** The value is the statement itself; it may speak of an undeclared sensor, whose media it says were withheld. */
    private Verdict statement(Arrival arrival) {
        Envelope envelope = arrival.envelope();
        Verified verified = verifier.verify(new String(arrival.value(), UTF_8));
        Predicate predicate = verified.statement().predicate();
        if (!isAbout(envelope, verified.statement())
                || !envelope.id().equals(predicate.id())
                || envelope.provenance().isPresent()) {
            return Refused.because(RefusalReason.STATEMENT_ABOUT_ANOTHER);
        }
        Optional<ChainLink> link =
                Optional.of(new ChainLink(verified.digest(), Optional.ofNullable(predicate.previous())));
        return WITHHELD.equals(predicate.outcome())
                ? new Passed(link, predicate)
                : byTodaysRules(envelope.sensor(), predicate, link);
    }

    /** Key, time, source and policy stand in headers that nobody signed; so they must say what the statement says. */
    private boolean isAbout(Envelope envelope, ProvenanceStatement statement) {
        Predicate predicate = statement.predicate();
        return ProvenanceStatement.STATEMENT_TYPE.equals(statement.type())
                && ProvenanceStatement.PREDICATE_TYPE.equals(statement.predicateType())
                && predicate != null
                && isOneOfTwoOutcomes(predicate, statement.subject())
                && envelope.sensor().value().equals(predicate.sensor())
                && envelope.time().equals(start(predicate))
                && envelope.source().equals(source(predicate))
                && envelope.policy()
                        .map(policy -> policy.toString().equals(predicate.policy()))
                        .orElse(true);
    }

    /** Released with one record, or withheld with none. There is no third case. */
    private static boolean isOneOfTwoOutcomes(Predicate predicate, List<Subject> subjects) {
        return (RELEASED.equals(predicate.outcome()) && subjects.size() == 1)
                || (WITHHELD.equals(predicate.outcome()) && subjects.isEmpty());
    }

    private static Instant start(Predicate predicate) {
        try {
            return predicate.start() == null ? Instant.MIN : Instant.parse(predicate.start());
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }

    /** The service stands in the statement with its version: {@code video-anonymiser@0.1.0}. */
    private String source(Predicate predicate) {
        String service = predicate.service() == null ? "" : predicate.service().split("@", 2)[0];
        return "/" + site.name() + "/" + predicate.node() + "/" + service;
    }

    /**
     * A policy is current if it is the one in force for this sensor on this level: another's may be a weaker one, and what an
     * authorised role may see is not for all.
     */
    private Verdict byTodaysRules(SensorId sensor, Predicate predicate, Optional<ChainLink> link) {
        if (site.sensor(sensor).isEmpty()) {
            return new Refused(RefusalReason.SENSOR_NOT_DECLARED, link);
        }
        Optional<AnonymisationPolicy> inForce =
                predicate.isPublic() ? site.policyOf(sensor) : site.restrictedPolicyOf(sensor);
        if (inForce.filter(policy -> policy.reference().toString().equals(predicate.policy()))
                .isEmpty()) {
            return new Refused(RefusalReason.POLICY_NOT_CURRENT, link);
        }
        if (!approvedModels.containsAll(predicate.models().values())) {
            return new Refused(RefusalReason.MODEL_NOT_APPROVED, link);
        }
        return new Passed(link, predicate);
    }
}
