/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.provenance.Digests;
import io.bauta.contracts.provenance.DsseEnvelope;
import io.bauta.contracts.provenance.DsseSigner;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.local.Refusal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paul, who answers for privacy, issues an exemption; Olga, the operator, is handed it. */
class SignedExemptionTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Place HEAD = Place.of("412,120,38,46@12.48");

    @TempDir
    private Path folder;

    private Path film;
    private Path keys;
    private Path file;
    private PublicKey paul;

    @BeforeEach
    void aFilmAndAKey() throws IOException {
        film = Files.writeString(folder.resolve("film.mp4"), "a film");
        keys = folder.resolve("keys");
        NodeKey.createIfAbsent(keys);
        paul = NodeKey.readPublic(keys.resolve("node.pub"));
        file = folder.resolve("exemption.json");
    }

    @Test
    void whatWasIssuedIsReadBackWhole() throws IOException {
        SignedExemption issued = SignedExemption.write(exemption(Duration.ofDays(14)), keys, file);

        SignedExemption read = SignedExemption.read(file, paul, NOW);

        assertThat(read).isEqualTo(issued);
        assertThat(read.exemption().person())
                .containsExactly(new Place(412, 120, 38, 46, 12.48, null), new Place(50, 40, 30, 30, null, 312));
        assertThat(read.digest()).isEqualTo(Digests.sha256(file));
        assertThat(read.issuedBy()).isEqualTo(NodeKey.keyId(paul));
        read.demandFor(film);
    }

    @ParameterizedTest
    @CsvSource({"-PT1S, holds from", "PT0S,", "P13DT23H59M59S,", "P14D, expired", "P400D, expired"})
    void itHoldsFromItsBeginningToItsEndAndNotASecondLonger(Duration later, String refused) throws IOException {
        SignedExemption.write(exemption(Duration.ofDays(14)), keys, file);

        if (refused == null) {
            assertThat(SignedExemption.read(file, paul, NOW.plus(later))).isNotNull();
        } else {
            assertThatThrownBy(() -> SignedExemption.read(file, paul, NOW.plus(later)))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(refused);
        }
    }

    @Test
    void itHoldsForNoOtherFilm() throws IOException {
        SignedExemption.write(exemption(Duration.ofDays(14)), keys, file);
        Path other = Files.writeString(folder.resolve("other.mp4"), "a film.");

        SignedExemption read = SignedExemption.read(file, paul, NOW);

        assertThatThrownBy(() -> read.demandFor(other))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("holds for another file")
                .hasMessageContaining(Digests.sha256(film))
                .hasMessageContaining(Digests.sha256(other));
    }

    @Test
    void aStrangersWordCountsForNothing() throws IOException {
        Path strangers = folder.resolve("stranger");
        NodeKey.createIfAbsent(strangers);
        SignedExemption.write(exemption(Duration.ofDays(14)), strangers, file);

        refused("no trusted key signed it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-15/2026-12-25", "412.0/612.0", "AR-17/AR-18"})
    void whoeverChangesItBreaksIt(String change) throws IOException {
        SignedExemption.write(exemption(Duration.ofDays(14)), keys, file);
        String[] fromTo = change.split("/");
        changePayload(text -> {
            assertThat(text).contains(fromTo[0]);
            return text.replace(fromTo[0], fromTo[1]);
        });

        refused("no trusted key signed it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "no json", "{\"payload\":\"\"}"})
    void nonsenseIsRefusedInOneLine(String nonsense) throws IOException {
        Files.writeString(file, nonsense);

        refused("is no exemption");
    }

    @Test
    void nothingMayTravelUnsignedBesideIt() throws IOException {
        SignedExemption.write(exemption(Duration.ofDays(14)), keys, file);
        Files.writeString(file, Files.readString(file) + "\n");

        refused("more than one signed statement");
    }

    @Test
    void whatPaulsKeySignedForSomethingElseIsNoExemption() throws IOException {
        SignedExemption.write(exemption(Duration.ofDays(14)), keys, file);
        byte[] payload = DsseEnvelope.parse(Files.readString(file)).payloadBytes();
        sign(payload, DsseEnvelope.IN_TOTO);

        refused("something else");
    }

    @Test
    void evenASignedOneHoldsNoLongerThanThirtyDays() throws IOException {
        SignedExemption.write(exemption(Duration.ofDays(14)), keys, file);
        String payload = new String(DsseEnvelope.parse(Files.readString(file)).payloadBytes(), UTF_8);
        sign(payload.replace("2026-12-15", "2027-12-15").getBytes(UTF_8), SignedExemption.PAYLOAD_TYPE);

        refused("at most 30 days");
    }

    @Test
    void whatItDoesNotKnowItRefuses() throws IOException {
        SignedExemption.write(exemption(Duration.ofDays(14)), keys, file);
        String payload = new String(DsseEnvelope.parse(Files.readString(file)).payloadBytes(), UTF_8);
        sign(payload.replaceFirst("\\{", "{\"everybody\":true,").getBytes(UTF_8), SignedExemption.PAYLOAD_TYPE);

        refused("everybody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "no json", "{\"person\":[{\"x\":1}]}"})
    void nonsenseIsRefusedThoughItIsSigned(String payload) throws IOException {
        sign(payload.getBytes(UTF_8), SignedExemption.PAYLOAD_TYPE);

        refused("is signed, and is no exemption");
    }

    @Test
    void oneThatIsThereIsNotWrittenOver() throws IOException {
        Files.writeString(file, "something");

        assertThatThrownBy(() -> SignedExemption.write(exemption(Duration.ofDays(1)), keys, file))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("something");
    }

    @Test
    void allThatIsMissingIsToldAtOnce() {
        assertThatThrownBy(() -> new Exemption("x", " ", "two\nlines", List.of(), NOW, NOW.minusSeconds(1)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("sha256")
                .hasMessageContaining("case")
                .hasMessageContaining("because")
                .hasMessageContaining("person")
                .hasMessageContaining("expires");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2,3@4", "1,2,3,4", "1,2,3,4@", "-1,2,3,4@5", "1,2,3,4@5s", "1,2,3,4@f1.5", "a,b,c,d@e"})
    void aPlaceThatIsSpelledOtherwiseIsRefused(String spelled) {
        assertThatThrownBy(() -> Place.of(spelled))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("x,y,width,height@seconds");
    }

    private Exemption exemption(Duration length) throws IOException {
        return new Exemption(
                Digests.sha256(film),
                "AR-17",
                "GDPR Art. 15",
                List.of(HEAD, Place.of("50,40,30,30@f312")),
                NOW,
                NOW.plus(length));
    }

    private void changePayload(UnaryOperator<String> change) throws IOException {
        DsseEnvelope envelope = DsseEnvelope.parse(Files.readString(file).strip());
        byte[] changed =
                change.apply(new String(envelope.payloadBytes(), UTF_8)).getBytes(UTF_8);
        DsseEnvelope forged = new DsseEnvelope(
                Base64.getEncoder().encodeToString(changed), envelope.payloadType(), envelope.signatures());
        Files.writeString(file, forged.toJson() + "\n");
    }

    private void sign(byte[] payload, String type) throws IOException {
        DsseSigner signer = new DsseSigner(NodeKey.readPrivate(keys.resolve("node.key")), NodeKey.keyId(paul), type);
        Files.writeString(file, signer.sign(payload).toJson());
    }

    private void refused(String why) {
        assertThatThrownBy(() -> SignedExemption.read(file, paul, NOW))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(why)
                .hasMessageContaining("exemption.json")
                .hasMessageNotContaining("\n");
    }
}
