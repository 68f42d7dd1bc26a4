/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.provenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.provenance.ProvenanceSigner.SignedStatement;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.contracts.provenance.ProvenanceStatement.Subject;
import io.bauta.contracts.provenance.ProvenanceStatement.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {
    private final KeyPair node = NodeKey.generate();
    private final ProvenanceSigner signer = new ProvenanceSigner(node.getPrivate(), NodeKey.keyId(node.getPublic()));
    private final ProvenanceVerifier verifier = new ProvenanceVerifier(List.of(node.getPublic()));

    @Test
    void aSignedStatementIsReadBackWhole() {
        ProvenanceStatement statement = statement("released", null);

        ProvenanceVerifier.Verified verified =
                verifier.verify(signer.sign(statement).envelope());

        assertThat(verified.statement()).isEqualTo(statement);
    }

    @Test
    void theDigestIsWhatTheNextStatementNames() {
        SignedStatement signed = signer.sign(statement("withheld", "timed-out"));

        assertThat(verifier.verify(signed.envelope()).digest()).isEqualTo(signed.digest());
    }

    @Test
    void aStrangersSignatureIsRefused() {
        KeyPair stranger = NodeKey.generate();
        ProvenanceSigner forger = new ProvenanceSigner(stranger.getPrivate(), NodeKey.keyId(node.getPublic()));
        String forged = forger.sign(statement("released", null)).envelope();

        assertThatThrownBy(() -> verifier.verify(forged))
                .isInstanceOf(InvalidProvenanceException.class)
                .hasMessageContaining("no trusted key");
    }

    @Test
    void aChangedStatementIsRefused() {
        DsseEnvelope signed = DsseEnvelope.parse(
                signer.sign(statement("withheld", "no-policy")).envelope());
        String changed = new String(signed.payloadBytes(), UTF_8).replace("withheld", "released");
        DsseEnvelope forged = new DsseEnvelope(
                Base64.getEncoder().encodeToString(changed.getBytes(UTF_8)), signed.payloadType(), signed.signatures());

        assertThatThrownBy(() -> verifier.verify(forged.toJson())).isInstanceOf(InvalidProvenanceException.class);
    }

    @Test
    void whatTheNodesKeySignedForSomethingElseIsNoStatement() {
        DsseEnvelope otherwise = new DsseSigner(
                        node.getPrivate(), NodeKey.keyId(node.getPublic()), "application/vnd.bauta.other+json")
                .sign(DsseEnvelope.parse(
                                signer.sign(statement("released", null)).envelope())
                        .payloadBytes());
        DsseEnvelope renamed = new DsseEnvelope(otherwise.payload(), DsseEnvelope.IN_TOTO, otherwise.signatures());

        for (DsseEnvelope one : List.of(otherwise, renamed)) {
            assertThatThrownBy(() -> verifier.verify(one.toJson())).isInstanceOf(InvalidProvenanceException.class);
        }
    }

    @Test
    void aFilesDigestIsThatOfItsBytes(@TempDir Path folder) throws IOException {
        byte[] bytes = new byte[100_000];
        bytes[99_999] = 1;

        assertThat(Digests.sha256(Files.write(folder.resolve("file"), bytes))).isEqualTo(Digests.sha256(bytes));
    }

    @Test
    void nonsenseIsRefusedWithoutAnotherException() {
        for (String nonsense : List.of("", "null", "{}", "[]", "{\"payload\":\"?\",\"payloadType\":\"t\"}", "\u0000")) {
            assertThatThrownBy(() -> verifier.verify(nonsense)).isInstanceOf(InvalidProvenanceException.class);
        }
    }

    @Test
    void whatTravelsUnsignedBesideAValidStatementIsRefused() {
        DsseEnvelope signed =
                DsseEnvelope.parse(signer.sign(statement("released", null)).envelope());
        DsseEnvelope.Signature stowaway = new DsseEnvelope.Signature("raw", "bWVkaWE=");
        String loose = signed.payload().replaceAll("=+$", "");

        for (String more : List.of(
                signed.toJson() + "raw media",
                signed.toJson() + signed.toJson(),
                " " + signed.toJson(),
                signed.toJson().replace(",", ", "),
                signed.toJson().replaceFirst("\\{", "{\"payload\":\"cmF3\","),
                new DsseEnvelope(
                                signed.payload(),
                                signed.payloadType(),
                                List.of(stowaway, signed.signatures().getFirst()))
                        .toJson(),
                new DsseEnvelope(
                                loose + "=".repeat((4 - loose.length() % 4) % 4) + "\n",
                                signed.payloadType(),
                                signed.signatures())
                        .toJson())) {
            assertThatThrownBy(() -> verifier.verify(more)).isInstanceOf(InvalidProvenanceException.class);
        }
    }

    /** The example of the DSSE specification: PAE("http://example.com/HelloWorld", "hello world"). */
    @Test
    void thePreAuthenticationEncodingIsTheSpecifications() {
        byte[] encoded =
                DsseEnvelope.preAuthenticationEncoding("http://example.com/HelloWorld", "hello world".getBytes(UTF_8));

        assertThat(encoded).asString(UTF_8).isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void aNodeKeepsItsKeyAndNobodyElseReadsIt(@TempDir Path folder) throws IOException {
        NodeKey.createIfAbsent(folder);
        String first = Files.readString(folder.resolve("node.key"));
        NodeKey.createIfAbsent(folder);

        assertThat(Files.readString(folder.resolve("node.key"))).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("node.key"))))
                .isEqualTo("rw-------");
        ProvenanceSigner fromFile = new ProvenanceSigner(
                NodeKey.readPrivate(folder.resolve("node.key")),
                NodeKey.keyId(NodeKey.readPublic(folder.resolve("node.pub"))));
        ProvenanceVerifier publicHalf = new ProvenanceVerifier(List.of(NodeKey.readPublic(folder.resolve("node.pub"))));
        assertThat(publicHalf.verify(fromFile.sign(statement("released", null)).envelope()))
                .isNotNull();
    }

    @Test
    void aFileThatIsNoKeyIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("node.key"), "not a key");

        assertThatThrownBy(() -> NodeKey.readPrivate(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("node.key");
    }

    static ProvenanceStatement statement(String outcome, String reason) {
        List<Subject> subject = "released".equals(outcome)
                ? List.of(new Subject("anon.video.v1/c/0/0", Map.of("sha256", Digests.sha256(new byte[] {1}))))
                : List.of();
        return ProvenanceStatement.about(
                subject,
                new Predicate(
                        "audit.provenance.v1/c/0/0",
                        "c",
                        outcome,
                        reason,
                        "2026-11-24T10:15:30Z",
                        500_000,
                        12,
                        "street@1",
                        List.of("frame:mosaic"),
                        false,
                        Map.of("frame", 12),
                        Map.of(),
                        "edge-1",
                        "video-anonymiser 0.1.0",
                        null,
                        null,
                        null,
                        null,
                        new Times("2026-11-24T10:15:30.012Z", "2026-11-24T10:15:30.640Z")));
    }
}
