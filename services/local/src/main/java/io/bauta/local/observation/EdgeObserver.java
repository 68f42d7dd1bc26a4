/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.observation;

import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.MalformedEnvelopeException;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.local.observation.TopicObserver.Pace;
import io.bauta.raw.RawRecordCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Times the arrival of chunks on the edge broker and counts what frames they hold, of those that ingestion delivered. Reads
 * the edge's three topics of video alone; thread-safe.
 */
public final class EdgeObserver implements AutoCloseable {
    private final Map<String, EdgeLedger> cameras = new TreeMap<>();
    private final List<TopicObserver> observers;

    private EdgeObserver(String edge) {
        observers = List.of(
                TopicObserver.start(
                        "edge-raw", edge, List.of(Topic.RAW_VIDEO.topicName()), Pace.SELDOM, true, this::delivered),
                TopicObserver.start(
                        "edge-statements",
                        edge,
                        List.of(Topic.AUDIT_PROVENANCE.topicName()),
                        Pace.SELDOM,
                        true,
                        this::stated),
                TopicObserver.start(
                        "edge-chunks", edge, List.of(Topic.ANON_VIDEO.topicName()), Pace.AT_ONCE, true, this::arrived));
    }

    public static EdgeObserver start(String edge) {
        return new EdgeObserver(edge);
    }

    /** By camera. */
    public synchronized Map<String, EdgeFigures> figures() {
        Map<String, EdgeFigures> figures = new TreeMap<>();
        cameras.forEach((camera, ledger) -> figures.put(camera, ledger.figures()));
        return figures;
    }

    /** Forgets all so far, so that a measurement leaves the start out. */
    public synchronized void forget() {
        cameras.values().forEach(EdgeLedger::forget);
    }

    private synchronized void delivered(ConsumerRecord<byte[], byte[]> record) {
        if (EnvelopeCodec.optional(record.headers(), RawRecordCodec.END).isPresent()) {
            return;
        }
        try {
            var envelope = EnvelopeCodec.read(record);
            of(envelope.sensor().value()).delivered(envelope.time());
        } catch (MalformedEnvelopeException notOurs) {
            // Nobody could have made a chunk of it.
        }
    }

    private synchronized void stated(ConsumerRecord<byte[], byte[]> record) {
        ContinuumObserver.statementIn(record).ifPresent(said -> of(said.sensor())
                .stated(Instant.parse(said.start()), said.frames(), isReleased(said)));
    }

    private static boolean isReleased(Predicate said) {
        return said.outcome().equals("released");
    }

    private void arrived(ConsumerRecord<byte[], byte[]> record) {
        Instant now = Instant.now();
        try {
            var envelope = EnvelopeCodec.read(record);
            synchronized (this) {
                of(envelope.sensor().value()).arrived(envelope.time(), now);
            }
        } catch (MalformedEnvelopeException notOurs) {
            // Not a chunk of a camera, so not timed as one.
        }
    }

    private EdgeLedger of(String camera) {
        return cameras.computeIfAbsent(camera, unused -> new EdgeLedger());
    }

    @Override
    public void close() {
        observers.forEach(TopicObserver::close);
    }
}
