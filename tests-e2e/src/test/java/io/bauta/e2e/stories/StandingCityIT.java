/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.Digests;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.e2e.actors.Camera;
import io.bauta.e2e.actors.Intruder;
import io.bauta.e2e.actors.Kcat;
import io.bauta.e2e.actors.Operator;
import io.bauta.e2e.actors.Operator.Finished;
import io.bauta.e2e.actors.Partner;
import io.bauta.e2e.actors.Player;
import io.bauta.e2e.actors.Watchman;
import io.bauta.e2e.house.Repository;
import io.bauta.e2e.observability.MetricsDictionary;
import io.bauta.e2e.observability.Question;
import io.bauta.testing.kafka.TestReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A site that stands: declared in a file, looked at by a partner, tried by an intruder, stopped and begun again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandingCityIT {
    private static final Duration SOON = Duration.ofMinutes(2);

    private Path folder;
    private Operator operator;
    private Operator.Running city;
    private JsonNode address;
    private Partner partner;
    private Watchman watchman;

    @BeforeAll
    void aCityStands(@TempDir Path folder) throws IOException {
        this.folder = folder;
        operator = new Operator(folder.resolve("home"))
                .sets("BAUTA_INGESTION_THERMAL_ZONES", thermometer().toString());
        Camera camera = new Camera(folder);
        camera.films("gate", "320x240", 10, 4);
        // A test chart would do for the way, but not for the auditor: its clock looks like a plate, and a plate's cover
        // like a head.
        camera.filmsNobody("lane", "160x120", 5, 4);
        camera.records("bench", 4);
        Files.copy(Repository.path("tests-e2e/src/test/resources/old-town.yaml"), folder.resolve("site.yaml"));
        begins();
        if (Watchman.isHere()) {
            watchman = Watchman.watches(targets(), folder);
        }
    }

    /** As the kernel of a board has one; machines in clouds have none. */
    private Path thermometer() throws IOException {
        Path zone = Files.createDirectories(folder.resolve("thermal/thermal_zone0"));
        Files.writeString(zone.resolve("type"), "cpu-thermal\n");
        Files.writeString(zone.resolve("temp"), "48500\n");
        return zone.getParent();
    }

    @AfterAll
    void everybodyLeaves() {
        operator.close();
        if (watchman != null) {
            watchman.close();
        }
        if (partner != null) {
            partner.close();
        }
    }

    @Test
    @Order(1)
    void anotherTerminalIsToldWhatRuns() {
        Finished status =
                operator.runs(SOON, "status", "--home", operator.home().toString());

        assertThat(status.exitCode()).isZero();
        assertThat(status.output())
                .contains(address.path("page").asText())
                .contains(
                        "model-server",
                        "ingestion",
                        "video-anonymiser",
                        "audio-anonymiser",
                        "egress",
                        "analytics",
                        "partner");
    }

    @Test
    @Order(2)
    void aSecondRunOfTheSameHomeIsRefused() {
        Finished second = operator.runs(SOON, up());

        assertThat(second.exitCode()).isNotZero();
        assertThat(second.errors().lines()).singleElement().asString().contains("runs");
    }

    @Test
    @Order(3)
    void thePageListsTheCameraAndServesItsContract() throws IOException, InterruptedException {
        await("the page has heard of the camera")
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> get("/v1/sensors").contains("\"gate\""));
        assertThat(get("/q/health")).contains("\"UP\"");
        assertThat(get("/q/openapi")).contains("/v1/sensors");
        assertThat(get("/v1/asyncapi")).contains("anon.video.v1").doesNotContain("raw.video");
        assertThat(get("/")).contains("<html");
    }

    @Test
    @Order(4)
    void aHandMadeClientReadsAChunkThatAStockPlayerPlays() {
        assumeTrue(Kcat.isHere(), "kcat is not here: 'apt-get install kcat' brings it, './bauta test' as root does so");
        seesChunks(1);

        byte[] value = Kcat.firstValue(address.path("fogBootstrap").asText(), Topic.ANON_VIDEO.topicName(), folder);

        assertThat(new Player(folder).plays(value)).satisfies(shown -> {
            assertThat(shown.complaints()).isEmpty();
            assertThat(shown.codec()).isEqualTo("h264");
            assertThat(shown.packets()).isPositive();
        });
    }

    @Test
    @Order(5)
    void anIntruderBringsNothingRawToTheFog() {
        try (Intruder intruder = intruder()) {
            assertThat(intruder.createsOnTheFog(Topic.RAW_VIDEO)).containsInstanceOf(PolicyViolationException.class);
            assertThat(intruder.writesToTheFog(Topic.RAW_AUDIO)).isPresent();
        }
        assertThat(partner.topics()).isNotEmpty().noneMatch(topic -> topic.startsWith("raw."));
    }

    @Test
    @Order(6)
    void anIntrudersChunksAreKeptOnTheEdgeAndTheTrueOnesGoOn() {
        seesChunks(2);
        ConsumerRecord<byte[], byte[]> model =
                partner.records(Topic.ANON_VIDEO, "gate").getFirst();
        try (Intruder intruder = intruder()) {
            intruder.writesRawNoise(Topic.RAW_VIDEO);
            intruder.writesUnsigned(model);
            intruder.writesOtherBytes(model);
            intruder.writesAnotherNumber(model, 1_000_000);
            intruder.replays(model);
        }

        assertThat(quarantined(3))
                .extracting(note -> note.path("reason").asText())
                .contains("no-provenance", "digest-differs", "statement-about-another");
        seesChunks(partner.records(Topic.ANON_VIDEO, "gate").size() + 4);
        Sequence.gapFreeAndUnique(partner.envelopes(Topic.ANON_VIDEO, "gate"));
        assertThat(partner.sensors(Topic.ANON_VIDEO)).containsExactlyInAnyOrder("gate", "lane");
        for (Topic topic : Topic.values()) {
            assertThat(partner.records(topic))
                    .noneMatch(record -> new String(record.value(), UTF_8).contains(Intruder.MARK));
        }
    }

    @Test
    @Order(7)
    void whatIsForAnAuthorisedRoleWaitsOnTheEdgeWhereTheDoorIsNotToldToCarryIt() {
        List<Envelope> restricted = restrictedOnTheEdge(3);

        assertThat(restricted)
                .allSatisfy(envelope -> assertThat(envelope.policy()).contains(PolicyReference.parse("warrant@1")));
        Sequence.gapFreeAndUnique(restricted);
        seesChunks(partner.records(Topic.ANON_VIDEO, "gate").size() + 2);
        assertThat(partner.topics()).contains(Topic.ANON_VIDEO_RESTRICTED.topicName());
        assertThat(partner.records(Topic.ANON_VIDEO_RESTRICTED)).isEmpty();
        assertThat(partner.envelopes(Topic.ANON_VIDEO, "gate"))
                .allSatisfy(envelope -> assertThat(envelope.policy()).contains(PolicyReference.parse("strictest@1")));
    }

    @Test
    @Order(8)
    void whereBodiesAndPlatesAreHiddenTheNetworksThatFindThemAreNamedAndPassTheDoor() throws IOException {
        StatementChain chain =
                new StatementChain(NodeKey.readPublic(operator.home().resolve("keys/node.pub")));

        await("chunks of the lane at the fog")
                .atMost(SOON)
                .until(() -> partner.records(Topic.ANON_VIDEO, "lane").size() >= 2);

        assertThat(chain.statements(partner, "lane"))
                .filteredOn(said -> !said.models().isEmpty())
                .isNotEmpty()
                .allSatisfy(said -> assertThat(said.models())
                        .containsEntry("detector", exported("street"))
                        .containsEntry("persons", exported("person"))
                        .containsEntry("plates", exported("plate")));
    }

    private static String exported(String model) {
        return Digests.sha256(Repository.bytes(Repository.path("models/exported/" + model + "/model.onnx")));
    }

    @Test
    @Order(9)
    void everyPanelAndEveryAlarmHasItsNumbers() {
        assumeTrue(watchman != null, Watchman.ABSENT);

        await("dashboards and alarms to have numbers").atMost(SOON).untilAsserted(() -> assertThat(
                        Question.ofServices())
                .hasSizeGreaterThan(100)
                .filteredOn(question -> watchman.asks(question.forEverything()).isEmpty())
                .isEmpty());

        assertThat(watchman.asksForOne("sum(up)"))
                .as("seven services and two brokers")
                .isEqualTo(9);
        assertThat(watchman.asksForOne("sum(bauta_broker_records_in_total{tier='edge',topic='raw.video.v1'})"))
                .isPositive();
        assertThat(watchman.asksForOne("sum(bauta_partner_sensors{kind='camera',state='live'})"))
                .isEqualTo(2);
        assertThat(watchman.asksForOne("max(bauta_analytics_motion_level{sensor='gate'})"))
                .isPositive();
        assertThat(watchman.asksForOne("bauta_analytics_sound_level_dbfs")).isBetween(-60.0, 0.0);
        assertThat(watchman.asksForOne("bauta_partner_raw_topics")).isZero();
        assertThat(watchman.brokenRules()).isEmpty();
    }

    @Test
    @Order(10)
    void whatTheIntruderDidRangTheAlarm() {
        assumeTrue(watchman != null, Watchman.ABSENT);

        await("the alarm to ring").atMost(SOON).until(() -> watchman.alarms().contains("ForgedOrChangedRecords"));

        assertThat(watchman.alarms()).doesNotContain("RawMediaOnTheFog", "ServiceDown", "LeakSuspected");
    }

    @Test
    @Order(11)
    void theDictionaryIsWhatTheServicesSay() throws IOException {
        Path fresh = Repository.path("tests-e2e/target/metrics.md");
        Files.writeString(fresh, MetricsDictionary.of(operator.status()).text());

        assertThat(fresh)
                .as("renew it: cp tests-e2e/target/metrics.md " + MetricsDictionary.FILE)
                .hasSameTextualContentAs(Repository.path(MetricsDictionary.FILE));
    }

    @Test
    @Order(12)
    void whatIsStoppedAndBegunAgainGoesOnWhereItWas() {
        if (watchman != null) {
            watchman.close(); // what begins again has other ports
            watchman = null;
        }
        Finished down = operator.runs(SOON, "down", "--home", operator.home().toString());
        Finished ended = city.ends(SOON);
        partner.close();
        long before = last(partner.envelopes(Topic.ANON_VIDEO, "gate"));

        assertThat(down.exitCode()).as(down.errors()).isZero();
        assertThat(ended.exitCode()).as(ended.output() + ended.errors()).isZero();
        assertThat(operator.status().path("services")).isEmpty();

        begins();
        seesChunks((int) before + 3);
        Sequence.gapFreeAndUnique(partner.envelopes(Topic.ANON_VIDEO, "gate"));
        Sequence.gapFreeAndUnique(restrictedOnTheEdge((int) before + 3));
        assertThat(city.isInterrupted().ends(SOON).exitCode()).isZero();
    }

    private void begins() {
        city = operator.starts(up());
        address = city.isUp();
        partner = new Partner(address.path("fogBootstrap").asText());
    }

    private String[] up() {
        return new String[] {
            "up",
            "--headless",
            "--config",
            folder.resolve("site.yaml").toString(),
            "--home",
            operator.home().toString()
        };
    }

    private Intruder intruder() {
        return new Intruder(
                address.path("edgeBootstrap").asText(),
                address.path("fogBootstrap").asText());
    }

    private void seesChunks(int count) {
        await(count + " chunks of the gate at the fog")
                .atMost(SOON)
                .until(() -> partner.records(Topic.ANON_VIDEO, "gate").size() >= count);
    }

    private List<Envelope> restrictedOnTheEdge(int count) {
        try (TestReader chunks =
                TestReader.committed(address.path("edgeBootstrap").asText(), Topic.ANON_VIDEO_RESTRICTED.topicName())) {
            List<ConsumerRecord<byte[], byte[]>> records = chunks.until(count, SOON);
            assertThat(records).allSatisfy(PublishedContract.read()::holds);
            return records.stream().map(EnvelopeCodec::read).toList();
        }
    }

    private List<JsonNode> quarantined(int count) {
        try (TestReader notes =
                TestReader.uncommitted(address.path("edgeBootstrap").asText(), Topic.QUARANTINE_EGRESS.topicName())) {
            return notes.until(count, SOON).stream()
                    .map(note -> {
                        String text = new String(note.value(), UTF_8);
                        assertThat(text).doesNotContain(Intruder.MARK);
                        return json(text);
                    })
                    .toList();
        }
    }

    private String targets() {
        return operator.runs(
                        SOON,
                        "status",
                        "--prometheus",
                        "--home",
                        operator.home().toString())
                .output();
    }

    private String get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create(address.path("page").asText())
                                                    .resolve(path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private static long last(List<Envelope> envelopes) {
        return envelopes.getLast().sequence();
    }
}
