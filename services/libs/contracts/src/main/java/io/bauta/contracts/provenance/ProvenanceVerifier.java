/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.provenance;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks statements against the public keys of the nodes that are trusted. Thread-safe. */
public final class ProvenanceVerifier {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    private final Map<String, PublicKey> trusted;

    public ProvenanceVerifier(Collection<PublicKey> trusted) {
        this.trusted = trusted.stream().collect(Collectors.toUnmodifiableMap(NodeKey::keyId, key -> key));
    }

    /**
     * The statement, once a trusted key is found to have signed it.
     *
     * <p>A signature covers the payload, not the text around it. Blanks, a second signature or something appended would
     * travel along with a valid statement unsigned, so the text must be to the letter what the signer writes.
     *
     * @throws InvalidProvenanceException if the envelope is unreadable, holds more than the signer wrote, or no trusted
     *     key signed it
     */
    public Verified verify(String dsseEnvelope) {
        DsseEnvelope envelope = DsseEnvelope.parse(dsseEnvelope);
        byte[] payload;
        try {
            payload = envelope.payloadBytes();
        } catch (IllegalArgumentException e) {
            throw new InvalidProvenanceException("the payload is no base64");
        }
        if (envelope.signatures().size() != 1
                || !Base64.getEncoder().encodeToString(payload).equals(envelope.payload())
                || !envelope.toJson().equals(dsseEnvelope)) {
            throw new InvalidProvenanceException("the envelope holds more than one signed statement");
        }
        byte[] signed = DsseEnvelope.preAuthenticationEncoding(envelope.payloadType(), payload);
        if (envelope.signatures().stream().noneMatch(signature -> isBy(signature, signed))) {
            throw new InvalidProvenanceException("no trusted node signed the statement");
        }
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

    private boolean isBy(DsseEnvelope.Signature candidate, byte[] signed) {
        PublicKey key = candidate.keyid() == null ? null : trusted.get(candidate.keyid());
        if (key == null || candidate.sig() == null) {
            return false;
        }
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(signed);
            return ed25519.verify(Base64.getDecoder().decode(candidate.sig()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
