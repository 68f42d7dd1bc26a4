/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.provenance.Digests;
import io.bauta.contracts.provenance.DsseSigner;
import io.bauta.contracts.provenance.DsseVerifier;
import io.bauta.contracts.provenance.InvalidProvenanceException;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;

/**
 * An exemption whose signature holds: a DSSE envelope, alone on the one line of its file.
 *
 * @param exemption what was signed
 * @param digest SHA-256 of the file it lies in
 * @param issuedBy SHA-256 of the public key, as statements name keys
 */
public record SignedExemption(Exemption exemption, String digest, String issuedBy) {
    /** Signed with the rest: no statement of a node passes for an exemption, nor the other way round. */
    static final String PAYLOAD_TYPE = "application/vnd.bauta.exemption.v1+json";

    private static final long LARGEST_BYTES = 1 << 20;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Signs it into a new file.
     *
     * @param keys folder of {@code node.key} and {@code node.pub}
     * @throws IOException if the key cannot be read, or the file is there already or cannot be written
     */
    public static SignedExemption write(Exemption exemption, Path keys, Path file) throws IOException {
        String issuer = NodeKey.keyId(NodeKey.readPublic(keys.resolve("node.pub")));
        DsseSigner signer = new DsseSigner(NodeKey.readPrivate(keys.resolve("node.key")), issuer, PAYLOAD_TYPE);
        byte[] line = (signer.sign(JSON.writeValueAsBytes(exemption)).toJson() + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(file, line, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new SignedExemption(exemption, Digests.sha256(line), issuer);
    }

    /**
     * Reads one that is signed by the trusted key and holds at this time.
     *
     * @throws Refusal in one line, if it does not
     * @throws IOException if the file cannot be read
     */
    public static SignedExemption read(Path file, PublicKey trusted, Instant now) throws IOException {
        if (Files.size(file) > LARGEST_BYTES) {
            throw new Refusal(ExitCode.LACKING, file + " is no exemption: it is far too large");
        }
        byte[] bytes = Files.readAllBytes(file);
        DsseVerifier.Signed signed;
        try {
            signed = new DsseVerifier(List.of(trusted), PAYLOAD_TYPE).verify(lineOf(bytes));
        } catch (InvalidProvenanceException e) {
            throw new Refusal(
                    ExitCode.LACKING,
                    file + " is no exemption that this --trust vouches for: " + e.getMessage()
                            + "; check both files with whoever issued it");
        }
        Exemption exemption = parse(file, signed.payload());
        if (now.isBefore(exemption.notBefore())) {
            throw new Refusal(ExitCode.LACKING, file + " holds from " + exemption.notBefore() + " on, not yet");
        }
        if (!now.isBefore(exemption.expires())) {
            throw new Refusal(ExitCode.LACKING, file + " expired at " + exemption.expires() + "; have it issued again");
        }
        return new SignedExemption(exemption, Digests.sha256(bytes), signed.keyId());
    }

    private static String lineOf(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private static Exemption parse(Path file, byte[] payload) throws IOException {
        try {
            Exemption read = JSON.readValue(payload, Exemption.class);
            if (read == null) {
                throw new Refusal(ExitCode.LACKING, file + " is signed, and is no exemption: there is nothing in it");
            }
            return read;
        } catch (JsonMappingException e) {
            String why = e.getCause() instanceof InvalidConfigurationException faults
                    ? String.join("; ", faults.faults())
                    : e.getOriginalMessage();
            throw new Refusal(ExitCode.LACKING, file + " is signed, and is no exemption: " + why);
        } catch (JsonProcessingException e) {
            throw new Refusal(ExitCode.LACKING, file + " is signed, and is no exemption: it is no JSON");
        }
    }

    /**
     * Checks that it holds for this very film.
     *
     * @throws Refusal if it holds for another
     * @throws IOException if the film cannot be read
     */
    public void demandFor(Path film) throws IOException {
        String found = Digests.sha256(film);
        if (!found.equals(exemption.sha256())) {
            throw new Refusal(
                    ExitCode.LACKING,
                    "the exemption holds for another file: it names sha256:" + exemption.sha256() + ", and " + film
                            + " is sha256:" + found);
        }
    }
}
