/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.intake;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.contracts.provenance.DsseEnvelope;
import io.bauta.contracts.provenance.InvalidProvenanceException;
import io.bauta.contracts.provenance.ProvenanceStatement;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads statements without checking their signature: the egress door has done so, and the gateway has no keys. What is
 * shown here is information; a partner who needs proof checks the envelope itself.
 */
final class Statements {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private Statements() {}

    /** @throws InvalidProvenanceException if the value is no statement */
    static Predicate read(byte[] value) {
        try {
            DsseEnvelope envelope = DsseEnvelope.parse(new String(value, StandardCharsets.UTF_8));
            ProvenanceStatement statement = JSON.readValue(envelope.payloadBytes(), ProvenanceStatement.class);
            if (statement == null || statement.predicate() == null) {
                throw new InvalidProvenanceException("the statement says nothing");
            }
            return statement.predicate();
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new InvalidProvenanceException("the statement is unreadable");
        }
    }
}
