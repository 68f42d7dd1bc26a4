/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.provenance;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/** Signs bytes of one media type with one Ed25519 key. Thread-safe. */
public final class DsseSigner {
    private final PrivateKey key;
    private final String keyId;
    private final String payloadType;

    /**
     * @param keyId the id verifiers know the public half by, see {@link NodeKey#keyId}
     * @param payloadType is signed too, so that nothing of another type passes for it
     */
    public DsseSigner(PrivateKey key, String keyId, String payloadType) {
        this.key = key;
        this.keyId = keyId;
        this.payloadType = payloadType;
    }

    public DsseEnvelope sign(byte[] payload) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(DsseEnvelope.preAuthenticationEncoding(payloadType, payload));
            Base64.Encoder base64 = Base64.getEncoder();
            return new DsseEnvelope(
                    base64.encodeToString(payload),
                    payloadType,
                    List.of(new DsseEnvelope.Signature(keyId, base64.encodeToString(ed25519.sign()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key cannot sign", e);
        }
    }
}
