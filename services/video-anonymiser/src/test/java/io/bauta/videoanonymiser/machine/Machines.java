/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.link.BrokerLink;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.contracts.provenance.ProvenanceSigner;
import io.bauta.contracts.provenance.ProvenanceVerifier;
import io.bauta.contracts.provenance.ProvenanceVerifier.Verified;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.raw.AccessUnit;
import io.bauta.raw.EndOfStream;
import io.bauta.raw.RawRecord;
import io.bauta.raw.RawRecordCodec;
import io.bauta.raw.machine.MachineSettings;
import io.bauta.testing.kafka.KafkaInJvm;
import io.bauta.testing.kafka.TestReader;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A site of two cameras with a node key, raw records for them, and what came of these. */
final class Machines {
    static final SensorId ONE = new SensorId("camera-one");
    static final SensorId TWO = new SensorId("camera-two");
    static final SensorId STRANGER = new SensorId("stranger");
    static final Site SITE = SiteReader.parse(
            "site: test\nnode: node-1\nsensors:\n"
                    + Stream.of("one", "two", "throws", "hangs", "large", "gap", "noise")
                            .map(name -> "  - {id: camera-" + name + ", kind: camera, source: " + name
                                    + ", purpose: test, legalBasis: test}\n")
                            .collect(Collectors.joining()),
            "test");

    private static final KeyPair KEY = NodeKey.generate();
    static final ProvenanceSigner SIGNER = new ProvenanceSigner(KEY.getPrivate(), NodeKey.keyId(KEY.getPublic()));
    private static final ProvenanceVerifier VERIFIER = new ProvenanceVerifier(List.of(KEY.getPublic()));
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private Machines() {}

    static SensorId camera(String name) {
        return new SensorId("camera-" + name);
    }

    static MachineSettings settings(KafkaInJvm edge) {
        return MachineSettings.of(
                "video-anonymiser",
                "test",
                Topic.RAW_VIDEO,
                Topic.ANON_VIDEO,
                BrokerLink.plain(edge.bootstrapServers()));
    }

    static Envelope envelope(SensorId sensor, long epoch, long sequence) {
        return Envelope.of(
                Topic.RAW_VIDEO,
                sensor,
                "/test/node-1/ingestion",
                START.plusSeconds(100 * epoch).plusMillis(40 * sequence),
                epoch,
                sequence);
    }

    static ProducerRecord<byte[], byte[]> unit(SensorId sensor, long epoch, long sequence) {
        return RawRecordCodec.write(new AccessUnit(
                envelope(sensor, epoch, sequence), "number", true, 40_000 * sequence, Optional.empty(), new byte[10]));
    }

    static List<ProducerRecord<byte[], byte[]>> units(SensorId sensor, long epoch, long from, long to) {
        return Stream.iterate(from, sequence -> sequence < to, sequence -> sequence + 1)
                .map(sequence -> unit(sensor, epoch, sequence))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    static ProducerRecord<byte[], byte[]> end(SensorId sensor, long epoch, long sequence) {
        RawRecord end = new EndOfStream(envelope(sensor, epoch, sequence));
        return RawRecordCodec.write(end);
    }

    /** The sensor's records of a topic, in order. */
    static List<ConsumerRecord<byte[], byte[]>> of(SensorId sensor, List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .filter(record -> sensor.value().equals(new String(record.key(), UTF_8)))
                .toList();
    }

    static List<Long> sequences(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> EnvelopeCodec.read(record).sequence())
                .toList();
    }

    /** What all chunks hold, one after the other. */
    static String contents(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> new String(record.value(), UTF_8)).collect(Collectors.joining());
    }

    static List<Verified> statements(List<ConsumerRecord<byte[], byte[]>> audit) {
        return audit.stream()
                .map(record -> VERIFIER.verify(new String(record.value(), UTF_8)))
                .toList();
    }

    static List<String> reasons(List<ConsumerRecord<byte[], byte[]>> audit) {
        return statements(audit).stream()
                .map(verified -> verified.statement().predicate())
                .map(predicate -> predicate.reason() == null ? predicate.outcome() : predicate.reason())
                .toList();
    }

    /** Everything on a topic now. */
    static List<ConsumerRecord<byte[], byte[]>> all(KafkaInJvm edge, Topic topic) {
        try (TestReader reader = edge.reader(topic)) {
            return reader.toEnd();
        }
    }
}
