/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A Dead Simple Signing Envelope (github.com/secure-systems-lab/dsse, protocol v1.0.2).
 *
 * @param payload base64 of the signed bytes
 * @param payloadType media type of the signed bytes
 * @param signatures over {@link #preAuthenticationEncoding}
 */
public record DsseEnvelope(String payload, String payloadType, List<Signature> signatures) {
    public static final String IN_TOTO = "application/vnd.in-toto+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    public DsseEnvelope {
        signatures = List.copyOf(signatures);
    }

    /**
     * @param keyid SHA-256 of the public key's X.509 encoding, lower-case hex
     * @param sig base64 of the signature
     */
    public record Signature(String keyid, String sig) {}

    public byte[] payloadBytes() {
        return Base64.getDecoder().decode(payload);
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an envelope of three strings cannot fail to serialise", e);
        }
    }

    /** @throws InvalidProvenanceException if the text is no DSSE envelope */
    public static DsseEnvelope parse(String json) {
        try {
            DsseEnvelope envelope = JSON.readValue(json, DsseEnvelope.class);
            if (envelope == null || envelope.payload() == null || envelope.payloadType() == null) {
                throw new InvalidProvenanceException("the envelope lacks a payload");
            }
            return envelope;
        } catch (JsonProcessingException | NullPointerException e) {
            throw new InvalidProvenanceException("the provenance header is no DSSE envelope");
        }
    }

    /** PAE(type, body) = "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body. */
    static byte[] preAuthenticationEncoding(String payloadType, byte[] payload) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + type.length + 32);
        out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(type);
        out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(payload);
        return out.toByteArray();
    }
}
