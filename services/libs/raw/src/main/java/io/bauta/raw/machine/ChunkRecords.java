/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.Topic;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.outcome.AnonymisationResult.Withheld;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.Level;
import io.bauta.contracts.provenance.Digests;
import io.bauta.contracts.provenance.ProvenanceSigner;
import io.bauta.contracts.provenance.ProvenanceSigner.SignedStatement;
import io.bauta.contracts.provenance.ProvenanceStatement;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.contracts.provenance.ProvenanceStatement.Subject;
import io.bauta.contracts.provenance.ProvenanceStatement.Times;
import io.bauta.contracts.site.Site;
import io.bauta.raw.machine.FinishedChunk.OfLevel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes a finished chunk's records, level by level: the signed statement always, the media only if released. Thread-safe.
 */
final class ChunkRecords {
    private final MachineSettings settings;
    private final Site site;
    private final ProvenanceSigner signer;

    ChunkRecords(MachineSettings settings, Site site, ProvenanceSigner signer) {
        this.settings = settings;
        this.site = site;
        this.signer = signer;
    }

    /**
     * @param records to be sent
     * @param after the sensor's checkpoint once they are committed
     */
    record Made(List<ProducerRecord<byte[], byte[]>> records, SensorCheckpoint after) {}

    Made of(FinishedChunk chunk, SensorCheckpoint before) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        SensorCheckpoint after = before;
        for (OfLevel level : chunk.levels()) {
            after = add(chunk, level, after, records);
        }
        return new Made(records, after);
    }

    private SensorCheckpoint add(
            FinishedChunk chunk, OfLevel level, SensorCheckpoint before, List<ProducerRecord<byte[], byte[]>> records) {
        Envelope audit = envelope(Topic.AUDIT_PROVENANCE, chunk, level, before.epoch(), before.auditSequence());
        SignedStatement signed =
                switch (level.result()) {
                    case Released released -> {
                        Envelope media = media(chunk, level, before);
                        Subject subject = new Subject(media.id(), Map.of("sha256", Digests.sha256(released.media())));
                        SignedStatement statement = sign(
                                List.of(subject), predicate(audit, chunk, level, "released", null, before.previous()));
                        records.add(EnvelopeCodec.record(media.withProvenance(statement.envelope()), released.media()));
                        yield statement;
                    }
                    case Withheld withheld -> {
                        String reason = withheld.reason().label();
                        yield sign(List.of(), predicate(audit, chunk, level, "withheld", reason, before.previous()));
                    }
                };
        records.add(EnvelopeCodec.record(audit, signed.envelope().getBytes(UTF_8)));
        return after(chunk, level, before, signed.digest());
    }

    private Envelope media(FinishedChunk chunk, OfLevel level, SensorCheckpoint before) {
        return switch (level.level()) {
            case PUBLIC -> envelope(settings.anonTopic(), chunk, level, before.epoch(), before.anonSequence());
            case RESTRICTED ->
                envelope(
                        settings.anonTopic()
                                .restrictedTwin()
                                .orElseThrow(() -> new IllegalStateException("there is no topic for it")),
                        chunk,
                        level,
                        before.epoch(),
                        before.restrictedSequence());
        };
    }

    private Envelope envelope(Topic topic, FinishedChunk chunk, OfLevel level, long epoch, long sequence) {
        return Envelope.of(
                        topic,
                        chunk.sensor(),
                        site.sourceOf(settings.service()),
                        level.result().facts().start(),
                        epoch,
                        sequence)
                .withPolicy(level.policy());
    }

    private SignedStatement sign(List<Subject> subject, Predicate predicate) {
        return signer.sign(ProvenanceStatement.about(subject, predicate));
    }

    private Predicate predicate(
            Envelope audit, FinishedChunk chunk, OfLevel level, String outcome, String reason, String previous) {
        ChunkFacts facts = level.result().facts();
        return new Predicate(
                audit.id(),
                chunk.sensor().value(),
                outcome,
                reason,
                facts.start().toString(),
                Math.max(0, facts.duration().toNanos() / 1000),
                facts.frames(),
                level.policy().toString(),
                facts.methods(),
                facts.weak(),
                facts.regions(),
                facts.models(),
                site.node(),
                settings.signature(),
                someOrAbsent(facts.leftOut()),
                someOrAbsent(facts.suspects()),
                previous.isEmpty() ? null : previous,
                level.level().statedAs(),
                times(chunk));
    }

    /** Of what never reached a lane nothing is known. */
    private static Times times(FinishedChunk chunk) {
        return chunk.received().equals(Instant.EPOCH)
                ? null
                : new Times(millis(chunk.received()), millis(Instant.now()));
    }

    private static String millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static Integer someOrAbsent(int count) {
        return count == 0 ? null : (Integer) count;
    }

    private static SensorCheckpoint after(FinishedChunk chunk, OfLevel level, SensorCheckpoint before, String digest) {
        ChunkFacts facts = level.result().facts();
        int released = level.result() instanceof Released ? 1 : 0;
        boolean toAll = level.level() == Level.PUBLIC;
        return new SensorCheckpoint(
                chunk.restart(),
                false,
                before.epoch(),
                before.anonSequence() + (toAll ? released : 0),
                before.auditSequence() + 1,
                digest,
                ChronoUnit.MICROS.between(Instant.EPOCH, facts.start().plus(facts.duration())),
                chunk.state(),
                before.restrictedSequence() + (toAll ? 0 : released));
    }
}
