/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.Digests;
import io.bauta.contracts.provenance.ProvenanceStatement;
import io.bauta.contracts.provenance.ProvenanceVerifier;
import io.bauta.e2e.actors.Partner;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Every chunk a partner has is the subject of a statement the node signed, and the statements of a sensor form a chain. */
public final class StatementChain {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private final ProvenanceVerifier verifier;

    public StatementChain(PublicKey node) {
        this.verifier = new ProvenanceVerifier(List.of(node));
    }

    /**
     * Holds for every chunk the partner has by now. Chunks and statements come by partitions of their own, so a chunk may be
     * there before what the node said of it: for that one is waited.
     */
    public void holds(Partner partner) {
        List<ConsumerRecord<byte[], byte[]>> chunks = Stream.of(Topic.ANON_VIDEO, Topic.ANON_AUDIO)
                .map(partner::records)
                .flatMap(List::stream)
                .toList();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(digests(partner)).containsAllEntriesOf(digests(chunks)));
        chunks.forEach(this::carriesItsStatement);
    }

    /** Digests by the name of the chunk, as the node's statements tell them. */
    private Map<String, String> digests(Partner partner) {
        Map<String, String> digestOf = new HashMap<>();
        for (String sensor : partner.sensors(Topic.AUDIT_PROVENANCE)) {
            String previous = null;
            for (ConsumerRecord<byte[], byte[]> record : partner.records(Topic.AUDIT_PROVENANCE, sensor)) {
                var verified = verifier.verify(new String(record.value(), UTF_8));
                assertThat(verified.statement().predicate().previous()).isEqualTo(previous);
                previous = verified.digest();
                verified.statement().subject().forEach(subject -> digestOf.put(subject.name(), sha256(subject)));
            }
        }
        return digestOf;
    }

    /** Digests by the name of the chunk, as they are. */
    private static Map<String, String> digests(List<ConsumerRecord<byte[], byte[]>> chunks) {
        Map<String, String> digestOf = new HashMap<>();
        chunks.forEach(chunk -> digestOf.put(EnvelopeCodec.read(chunk).id(), Digests.sha256(chunk.value())));
        return digestOf;
    }

    private void carriesItsStatement(ConsumerRecord<byte[], byte[]> chunk) {
        Envelope envelope = EnvelopeCodec.read(chunk);
        assertThat(verifier.verify(envelope.provenance().orElseThrow())
                        .statement()
                        .subject())
                .singleElement()
                .satisfies(subject -> assertThat(subject.name()).isEqualTo(envelope.id()));
    }

    /** What the node said of a sensor's chunks, in order of arrival; each signature is checked. */
    List<ProvenanceStatement.Predicate> statements(Partner partner, String sensor) {
        return partner.records(Topic.AUDIT_PROVENANCE, sensor).stream()
                .map(record -> verifier.verify(new String(record.value(), UTF_8))
                        .statement()
                        .predicate())
                .toList();
    }

    private static String sha256(ProvenanceStatement.Subject subject) {
        return subject.digest().get("sha256");
    }
}
