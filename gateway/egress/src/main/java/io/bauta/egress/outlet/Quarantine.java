/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.outlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.Digests;
import io.bauta.egress.door.RefusalReason;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;

/**
 * Notes on the edge broker what was refused: where it lay, why, its digest and the first characters of its known headers.
 * Never the value: what failed a check may be raw media. The statement, and headers that the contract does not know, are
 * named with their length only, since they may hide some, too. After a kill of the door a note may be there twice; its key
 * says so.
 */
public final class Quarantine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_HEADER_CHARACTERS = 128;
    private static final Set<String> KNOWN = Set.of(
            EnvelopeCodec.ID,
            EnvelopeCodec.SOURCE,
            EnvelopeCodec.TYPE,
            EnvelopeCodec.TIME,
            EnvelopeCodec.SUBJECT,
            EnvelopeCodec.SPEC_VERSION,
            EnvelopeCodec.CONTENT_TYPE,
            EnvelopeCodec.SEQUENCE,
            EnvelopeCodec.EPOCH,
            EnvelopeCodec.POLICY);

    private final Producer<byte[], byte[]> edge;

    public Quarantine(Producer<byte[], byte[]> edge) {
        this.edge = edge;
    }

    /** @param outcome empty once the note is kept, otherwise why it could not be */
    public void keep(
            ConsumerRecord<byte[], byte[]> refused, RefusalReason reason, Consumer<Optional<Exception>> outcome) {
        String place = refused.topic() + "/" + refused.partition() + "/" + refused.offset();
        Future<RecordMetadata> unused = edge.send(
                new ProducerRecord<>(Topic.QUARANTINE_EGRESS.topicName(), place.getBytes(UTF_8), note(refused, reason)),
                (kept, failure) -> outcome.accept(Optional.ofNullable(failure)));
    }

    private static byte[] note(ConsumerRecord<byte[], byte[]> refused, RefusalReason reason) {
        byte[] value = refused.value() == null ? new byte[0] : refused.value();
        ObjectNode note = JSON.createObjectNode();
        note.put("topic", refused.topic());
        note.put("partition", refused.partition());
        note.put("offset", refused.offset());
        note.put("reason", reason.label());
        note.put("valueBytes", value.length);
        note.put("sha256", Digests.sha256(value));
        ObjectNode headers = note.putObject("headers");
        ObjectNode other = note.putObject("otherHeaderBytes");
        for (Header header : refused.headers()) {
            byte[] content = header.value() == null ? new byte[0] : header.value();
            if (KNOWN.contains(header.key())) {
                headers.put(header.key(), shortened(new String(content, UTF_8), MOST_HEADER_CHARACTERS));
            } else {
                other.put(shortened(header.key(), 64), content.length);
            }
        }
        return note.toString().getBytes(UTF_8);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
