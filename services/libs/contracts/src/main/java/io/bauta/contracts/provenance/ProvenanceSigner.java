/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.PrivateKey;

/** Signs statements with the node's Ed25519 key. Thread-safe. */
public final class ProvenanceSigner {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final DsseSigner envelopes;

    /** @param keyId the id verifiers know the public half by, see {@link NodeKey#keyId} */
    public ProvenanceSigner(PrivateKey key, String keyId) {
        this.envelopes = new DsseSigner(key, keyId, DsseEnvelope.IN_TOTO);
    }

    public SignedStatement sign(ProvenanceStatement statement) {
        try {
            byte[] payload = JSON.writeValueAsBytes(statement);
            return new SignedStatement(envelopes.sign(payload).toJson(), Digests.sha256(payload));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the statement could not be signed", e);
        }
    }

    /**
     * @param envelope the DSSE envelope as JSON, for the {@code bauta-provenance} header and the audit topic
     * @param digest SHA-256 of the statement, which the next one names as {@code previous}
     */
    public record SignedStatement(String envelope, String digest) {}
}
