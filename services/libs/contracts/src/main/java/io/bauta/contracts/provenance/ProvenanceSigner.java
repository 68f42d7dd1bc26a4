/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/** Signs statements with the node's Ed25519 key. Thread-safe. */
public final class ProvenanceSigner {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final PrivateKey key;
    private final String keyId;

    /** @param keyId the id verifiers know the public half by, see {@link NodeKey#keyId} */
    public ProvenanceSigner(PrivateKey key, String keyId) {
        this.key = key;
        this.keyId = keyId;
    }

    public SignedStatement sign(ProvenanceStatement statement) {
        try {
            byte[] payload = JSON.writeValueAsBytes(statement);
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(DsseEnvelope.preAuthenticationEncoding(DsseEnvelope.IN_TOTO, payload));
            Base64.Encoder base64 = Base64.getEncoder();
            DsseEnvelope envelope = new DsseEnvelope(
                    base64.encodeToString(payload),
                    DsseEnvelope.IN_TOTO,
                    List.of(new DsseEnvelope.Signature(keyId, base64.encodeToString(ed25519.sign()))));
            return new SignedStatement(envelope.toJson(), Digests.sha256(payload));
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException("the statement could not be signed", e);
        }
    }

    /**
     * @param envelope the DSSE envelope as JSON, for the {@code bauta-provenance} header and the audit topic
     * @param digest SHA-256 of the statement, which the next one names as {@code previous}
     */
    public record SignedStatement(String envelope, String digest) {}
}
