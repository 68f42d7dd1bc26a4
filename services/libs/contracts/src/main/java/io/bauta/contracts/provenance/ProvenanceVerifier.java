/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.provenance;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Collection;

/** Checks statements against the public keys of the nodes that are trusted. Thread-safe. */
public final class ProvenanceVerifier {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    private final DsseVerifier envelopes;

    public ProvenanceVerifier(Collection<PublicKey> trusted) {
        this.envelopes = new DsseVerifier(trusted, DsseEnvelope.IN_TOTO);
    }

    /**
     * The statement, once a trusted key is found to have signed it.
     *
     * @throws InvalidProvenanceException if the envelope is unreadable, holds more than the signer wrote, or no trusted
     *     key signed it
     */
    public Verified verify(String dsseEnvelope) {
        byte[] payload = envelopes.verify(dsseEnvelope).payload();
        try {
            return new Verified(JSON.readValue(payload, ProvenanceStatement.class), Digests.sha256(payload));
        } catch (IOException | NullPointerException e) {
            throw new InvalidProvenanceException("the signed statement is unreadable");
        }
    }

    /**
     * @param statement what was signed
     * @param digest SHA-256 of the signed bytes, which the sensor's next statement must name
     */
    public record Verified(ProvenanceStatement statement, String digest) {}
}
