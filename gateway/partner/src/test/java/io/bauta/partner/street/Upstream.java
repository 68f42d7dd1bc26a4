/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.street;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.analytics.FlowWindow;
import io.bauta.contracts.analytics.SoundWindow;
import io.bauta.contracts.analytics.WindowCodec;
import io.bauta.contracts.provenance.DsseEnvelope;
import io.bauta.contracts.provenance.ProvenanceStatement;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.testing.kafka.TestWriter;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes to the fog what edge nodes and analytics write there, numbered as they number it. */
public final class Upstream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final TestWriter writer;
    private final long epoch = System.currentTimeMillis();
    private final Map<String, Long> sequences = new HashMap<>();

    public Upstream(String bootstrapServers) {
        writer = new TestWriter(bootstrapServers);
    }

    /** A chunk and the statement about it. */
    public void released(Topic topic, SensorId sensor, Instant captured, byte[] media, boolean weak) {
        PolicyReference policy = new PolicyReference(weak ? "disguise" : "strictest", 1);
        send(envelope(topic, sensor, captured).withPolicy(policy), media);
        statement(topic, sensor, captured, policy.toString(), null, weak);
    }

    /** A chunk as damage on the way would leave it, without a statement. */
    public void garbage(Topic topic, SensorId sensor) {
        send(envelope(topic, sensor, Instant.now()), "no media".getBytes(UTF_8));
    }

    public void withheld(Topic topic, SensorId sensor, String reason) {
        statement(topic, sensor, Instant.now(), "strictest@1", reason, false);
    }

    /** Skips numbers, as if chunks had been lost. */
    public void lose(Topic topic, SensorId sensor, int chunks) {
        sequences.merge(topic + "/" + sensor, (long) chunks, Long::sum);
    }

    public void flow(SensorId sensor, Instant start, double motion) {
        FlowWindow window = new FlowWindow(sensor.value(), start, 1, motion, 12, 12, 0, 0, 640, 360);
        send(envelope(Topic.ANALYTICS_FLOW, sensor, start), WindowCodec.write(window));
    }

    public void sound(SensorId sensor, Instant start, double level, double peak) {
        SoundWindow window = new SoundWindow(sensor.value(), start, 1, level, peak, false);
        send(envelope(Topic.ANALYTICS_SOUND, sensor, start), WindowCodec.write(window));
    }

    /** Where a weak method is at work, half of the pictures are left out and something is suspected, for the page to tell. */
    private void statement(Topic topic, SensorId sensor, Instant captured, String policy, String reason, boolean weak) {
        boolean sound = topic == Topic.ANON_AUDIO;
        String service = sound ? "audio-anonymiser" : "video-anonymiser";
        Envelope envelope = envelope(Topic.AUDIT_PROVENANCE, sensor, captured);
        Predicate predicate = new Predicate(
                envelope.id(),
                sensor.value(),
                reason == null ? "released" : "withheld",
                reason,
                captured.toString(),
                500_000,
                sound ? 8_000 : 6,
                policy,
                List.of(sound ? (weak ? "voice:weak.mcadams" : "voice:mute") : "frame:mosaic"),
                weak,
                Map.of(),
                Map.of(),
                "node-1",
                service,
                weak && !sound ? (Integer) 6 : null,
                weak && !sound ? (Integer) 1 : null,
                null,
                topic.restricted() ? "restricted" : null,
                null);
        try {
            byte[] payload = JSON.writeValueAsBytes(ProvenanceStatement.about(List.of(), predicate));
            String dsse = new DsseEnvelope(Base64.getEncoder().encodeToString(payload), DsseEnvelope.IN_TOTO, List.of())
                    .toJson();
            send(
                    new Envelope(
                            envelope.topic(),
                            sensor,
                            "/site/node-1/" + service,
                            captured,
                            envelope.contentType(),
                            epoch,
                            envelope.sequence(),
                            envelope.policy(),
                            envelope.provenance()),
                    dsse.getBytes(UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Envelope envelope(Topic topic, SensorId sensor, Instant captured) {
        long sequence = sequences.merge(topic + "/" + sensor, 1L, Long::sum) - 1;
        return Envelope.of(topic, sensor, "/site/node-1/test", captured, epoch, sequence);
    }

    private void send(Envelope envelope, byte[] value) {
        var unused = writer.write(EnvelopeCodec.record(envelope, value));
    }

    @Override
    public void close() {
        writer.close();
    }
}
