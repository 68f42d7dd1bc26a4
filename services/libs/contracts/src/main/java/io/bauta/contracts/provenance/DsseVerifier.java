/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.provenance;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks envelopes of one media type against the public keys that are trusted. Thread-safe. */
public final class DsseVerifier {
    private final Map<String, PublicKey> trusted;
    private final String payloadType;

    /** @param payloadType what is not of this type is refused, whoever signed it */
    public DsseVerifier(Collection<PublicKey> trusted, String payloadType) {
        this.trusted = trusted.stream().collect(Collectors.toUnmodifiableMap(NodeKey::keyId, key -> key));
        this.payloadType = payloadType;
    }

    /**
     * What was signed, once a trusted key is found to have done it.
     *
     * <p>A signature covers the payload, not the text around it. Blanks, a second signature or something appended would
     * travel along with a valid statement unsigned, so the text must be to the letter what the signer writes.
     *
     * @throws InvalidProvenanceException if the envelope is unreadable, holds more than the signer wrote or something else
     *     than expected, or no trusted key signed it
     */
    public Signed verify(String dsseEnvelope) {
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
        if (!envelope.payloadType().equals(payloadType)) {
            throw new InvalidProvenanceException("the envelope holds something else");
        }
        DsseEnvelope.Signature signature = envelope.signatures().getFirst();
        if (!isTrue(signature, DsseEnvelope.preAuthenticationEncoding(payloadType, payload))) {
            throw new InvalidProvenanceException("no trusted key signed it");
        }
        return new Signed(payload, signature.keyid());
    }

    /**
     * @param payload the bytes that were signed
     * @param keyId of the trusted key that signed them
     */
    public record Signed(byte[] payload, String keyId) {}

    private boolean isTrue(DsseEnvelope.Signature candidate, byte[] signed) {
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
