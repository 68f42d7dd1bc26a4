/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.link.BrokerLink;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.contracts.provenance.ProvenanceSigner;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.contracts.provenance.ProvenanceVerifier;
import io.bauta.contracts.provenance.ProvenanceVerifier.Verified;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.media.audio.FlacDecoder;
import io.bauta.raw.RawRecord;
import io.bauta.raw.RawRecordCodec;
import io.bauta.raw.lane.LaneFactory;
import io.bauta.raw.machine.AnonymiserMachine;
import io.bauta.raw.machine.EdgeKafkaClients;
import io.bauta.raw.machine.KafkaClients;
import io.bauta.raw.machine.MachineListener;
import io.bauta.raw.machine.MachineSettings;
import io.bauta.testing.kafka.KafkaInJvm;
import io.bauta.testing.kafka.TestReader;
import io.bauta.testing.kafka.TestWriter;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A node with a key and microphones of every policy: raw records in, anonymised ones and statements out. */
final class EdgeNode {
    private static final KeyPair KEY = NodeKey.generate();
    private static final Site SITE = SiteReader.parse("""
            site: test
            node: node-1
            policies:
              - {id: voices, version: 1, audio: {voice: weak.mcadams}}
              - {id: babble, version: 1, audio: {voice: garble}}
              - {id: others, version: 1, audio: {voice: convert}}
              - {id: background, version: 1, audio: {voice: mute-speech}}
            sensors:
              - {id: disguised, kind: microphone, source: a, policy: voices, purpose: test, legalBasis: test}
              - {id: garbled, kind: microphone, source: i, policy: babble, purpose: test, legalBasis: test}
              - {id: converted, kind: microphone, source: j, policy: others, purpose: test, legalBasis: test}
              - {id: unheard, kind: microphone, source: k, policy: background, purpose: test, legalBasis: test}
              - {id: misheard, kind: microphone, source: l, policy: background, purpose: test, legalBasis: test}
              - {id: interrupted, kind: microphone, source: b, policy: voices, purpose: test, legalBasis: test}
              - {id: muted, kind: microphone, source: c, purpose: test, legalBasis: test}
              - {id: failing, kind: microphone, source: d, purpose: test, legalBasis: test}
              - {id: unencodable, kind: microphone, source: e, purpose: test, legalBasis: test}
              - {id: hanging, kind: microphone, source: f, purpose: test, legalBasis: test}
              - {id: holed, kind: microphone, source: g, purpose: test, legalBasis: test}
              - {id: mistaken, kind: microphone, source: h, purpose: test, legalBasis: test}
            """, "test");

    private final KafkaInJvm edge;

    EdgeNode(KafkaInJvm edge) {
        this.edge = edge;
    }

    KafkaClients clients() {
        return new EdgeKafkaClients(settings(), SITE.node());
    }

    AnonymiserMachine machine(KafkaClients clients, LaneFactory lanes) {
        ProvenanceSigner signer = new ProvenanceSigner(KEY.getPrivate(), NodeKey.keyId(KEY.getPublic()));
        return new AnonymiserMachine(settings(), SITE, signer, lanes, clients, new MachineListener() {});
    }

    void write(List<RawRecord> records) {
        try (TestWriter writer = edge.writer()) {
            writer.writeAll(records.stream().map(RawRecordCodec::write).toList());
        }
    }

    /** Waits until the statements about a microphone cover so many milliseconds; gives them, verified, oldest first. */
    List<Verified> statementsOver(SensorId sensor, long millis) {
        try (TestReader reader = edge.reader(Topic.AUDIT_PROVENANCE)) {
            reader.until(
                    read -> verified(of(sensor, read)).stream()
                                    .mapToLong(EdgeNode::micros)
                                    .sum()
                            >= millis * 1000,
                    "statements over " + millis + " ms of " + sensor,
                    KafkaInJvm.patience());
            return verified(of(sensor, reader.all()));
        }
    }

    List<ConsumerRecord<byte[], byte[]>> chunks(SensorId sensor) {
        try (TestReader reader = edge.reader(Topic.ANON_AUDIO)) {
            return of(sensor, reader.toEnd());
        }
    }

    /** All released samples of a microphone, one chunk after the other, as a stock decoder reads them. */
    short[] sound(SensorId sensor) {
        short[] all = new short[0];
        for (ConsumerRecord<byte[], byte[]> chunk : chunks(sensor)) {
            short[] samples = FlacDecoder.decode(chunk.value()).samples();
            int before = all.length;
            all = Arrays.copyOf(all, before + samples.length);
            System.arraycopy(samples, 0, all, before, samples.length);
        }
        return all;
    }

    static List<Long> sequences(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> EnvelopeCodec.read(record).sequence())
                .toList();
    }

    /** {@code released}, or the reason. */
    static List<String> outcomes(List<Verified> statements) {
        return statements.stream()
                .map(verified -> verified.statement().predicate())
                .map(predicate -> predicate.reason() == null ? predicate.outcome() : predicate.reason())
                .toList();
    }

    private MachineSettings settings() {
        return MachineSettings.of(
                "audio-anonymiser",
                "test",
                Topic.RAW_AUDIO,
                Topic.ANON_AUDIO,
                BrokerLink.plain(edge.bootstrapServers()));
    }

    private static long micros(Verified verified) {
        Predicate predicate = verified.statement().predicate();
        return predicate.durationMicros();
    }

    private static List<Verified> verified(List<ConsumerRecord<byte[], byte[]>> audit) {
        ProvenanceVerifier verifier = new ProvenanceVerifier(List.of(KEY.getPublic()));
        return audit.stream()
                .map(record -> verifier.verify(new String(record.value(), UTF_8)))
                .toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(
            SensorId sensor, List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .filter(record -> sensor.value().equals(new String(record.key(), UTF_8)))
                .toList();
    }
}
