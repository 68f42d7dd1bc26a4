/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.contracts.trace.ChunkTrace;
import io.bauta.e2e.actors.Camera;
import io.bauta.e2e.actors.Operator;
import io.bauta.e2e.actors.Operator.Finished;
import io.bauta.e2e.actors.Partner;
import io.bauta.e2e.actors.Player;
import io.bauta.e2e.house.Repository;
import io.bauta.testing.traces.TraceReceiver;
import io.bauta.testing.traces.TraceReceiver.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four files travel the whole way, from sensor to partner, in one run of the packaged services; a partner with a plain
 * client judges what arrives.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeWayIT {
    private static final int SECONDS = 8;

    /** Spoken words that the project made itself, for the drawn street. */
    private static final Path SPEECH =
            Repository.path("services/local/src/main/resources/io/bauta/local/street/speech/street-speech.flac");

    private static final int LONGEST_LINE = 2000;
    private static final Pattern TEXT = Pattern.compile("[\\P{Cntrl}\\t]*");

    private TraceReceiver traces;
    private Path folder;
    private Operator operator;
    private Partner partner;
    private Finished demo;
    private JsonNode report;

    @BeforeAll
    void fourFilesArePlayedToTheirEnd(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Camera camera = new Camera(folder);
        traces = TraceReceiver.start();
        operator = new Operator(folder.resolve("home"))
                .sets("BAUTA_TRACES_ENDPOINT", traces.address().toString())
                .sets("BAUTA_TRACES_SHARE", "1");
        Path reportFile = folder.resolve("report.json");
        Operator.Running running = operator.starts(
                "demo",
                "--headless",
                "--home",
                operator.home().toString(),
                "--report",
                reportFile.toString(),
                "--input",
                camera.filmsWithSound("market", "640x360", SECONDS).toString(),
                "--input",
                camera.films("gate", "320x240", 10, SECONDS).toString(),
                "--input",
                camera.records("bells", SECONDS).toString(),
                "--input",
                SPEECH.toString());
        partner = new Partner(running.isUp().path("fogBootstrap").asText());
        demo = running.ends(Duration.ofMinutes(3));
        report = new ObjectMapper().readTree(Files.readString(reportFile));
    }

    @AfterAll
    void everybodyLeaves() {
        operator.close();
        traces.close();
        if (partner != null) {
            partner.close();
        }
    }

    @Test
    void theRunEndsWellByItselfAndSaysWhatHappened() {
        assertThat(demo.exitCode()).as(demo.output() + demo.errors()).isZero();
        assertThat(demo.output()).contains("market").contains("gate").contains("bells");
    }

    @Test
    void everySensorArrivesAtThePartner() {
        assertThat(partner.sensors(Topic.ANON_VIDEO)).containsExactlyInAnyOrder("market", "gate");
        assertThat(partner.sensors(Topic.ANON_AUDIO))
                .containsExactlyInAnyOrder("market-sound", "bells", "street-speech");
    }

    @Test
    void noRawTopicIsSeenOnTheFog() {
        assertThat(partner.topics()).isNotEmpty().noneMatch(topic -> topic.startsWith("raw."));
        assertThat(report.path("fogTopics").toString()).doesNotContain("raw.");
        assertThat(report.path("edgeTopics").toString()).contains("raw.video.v1");
    }

    @Test
    void theWayOfEachChunkIsToldFromSensorToTheFogsReadersAsOneTrace() {
        Map<String, List<Told>> told = traces.told().stream().collect(Collectors.groupingBy(Told::trace));
        List<Envelope> chunks = partner.envelopes(Topic.ANON_VIDEO, "market");

        assertThat(chunks).hasSizeGreaterThan(SECONDS).allSatisfy(chunk -> {
            List<Told> way = told.getOrDefault(ChunkTrace.of(chunk).id(), List.of());
            assertThat(way)
                    .extracting(Told::name)
                    .as("the page is up later than the first chunk and tells only what it saw")
                    .filteredOn(name -> !name.equals("partner"))
                    .containsExactlyInAnyOrder("chunk", "ingestion", "video-anonymiser", "egress", "analytics");
            assertThat(way).extracting(Told::failure).containsOnly("");
            Told whole = way.stream()
                    .filter(one -> one.name().equals("chunk"))
                    .findFirst()
                    .orElseThrow();
            assertThat(way).filteredOn(one -> !one.equals(whole)).allSatisfy(step -> {
                assertThat(step.parent()).isEqualTo(whole.id());
                assertThat(step.from()).isAfterOrEqualTo(whole.from());
            });
        });
        assertThat(partner.records(Topic.ANON_VIDEO, "market")).allSatisfy(record -> assertThat(
                        new String(record.headers().lastHeader("traceparent").value(), UTF_8))
                .isEqualTo(ChunkTrace.of(EnvelopeCodec.read(record)).parent()));
    }

    @Test
    void sequenceNumbersAreGapFreeAndUnique() {
        for (Topic topic : List.of(Topic.ANON_VIDEO, Topic.ANON_AUDIO, Topic.AUDIT_PROVENANCE)) {
            assertThat(partner.sensors(topic))
                    .allSatisfy(sensor -> Sequence.gapFreeAndUnique(partner.envelopes(topic, sensor)));
        }
    }

    @Test
    void theChunksOfACameraConcatenateToAFilmAsLongAsItsInput() {
        assertThat(Film.of(partner.concatenated(Topic.ANON_VIDEO, "market"))).satisfies(film -> {
            assertThat(film.frames()).isEqualTo(SECONDS * 25);
            assertThat(film.rising()).isTrue();
            assertThat(film.seconds()).isBetween(SECONDS - 0.04, SECONDS + 0.04);
        });
        assertThat(Film.of(partner.concatenated(Topic.ANON_VIDEO, "gate"))).satisfies(film -> {
            assertThat(film.frames()).isEqualTo(SECONDS * 10);
            assertThat(film.seconds()).isBetween(SECONDS - 0.1, SECONDS + 0.1);
        });
    }

    @Test
    void aStockPlayerPlaysTheChunksOfACameraAsOneFilm() {
        Player player = new Player(folder);

        assertThat(player.plays(partner.concatenated(Topic.ANON_VIDEO, "market")))
                .satisfies(shown -> {
                    assertThat(shown.complaints()).isEmpty();
                    assertThat(shown.codec()).isEqualTo("h264");
                    assertThat(shown.packets()).isEqualTo(SECONDS * 25);
                    assertThat(shown.seconds()).isBetween(SECONDS - 0.04, SECONDS + 0.04);
                });
    }

    @Test
    void whatWasSaidAtAMicrophoneIsNotHeardButItsTimeIsKept() {
        Player player = new Player(folder);
        double spoken = player.plays(Repository.bytes(SPEECH)).seconds();
        double heard = 0;
        for (ConsumerRecord<byte[], byte[]> chunk : partner.records(Topic.ANON_AUDIO, "street-speech")) {
            Player.Shown shown = player.plays(chunk.value());
            assertThat(shown.codec()).isEqualTo("flac");
            assertThat(shown.complaints()).isEmpty();
            heard += shown.seconds();
        }

        assertThat(heard).isBetween(spoken - 0.05, spoken + 0.05);
        assertThat(player.peakDecibels(Repository.bytes(SPEECH))).isGreaterThan(-20);
        assertThat(player.peakDecibels(partner.records(Topic.ANON_AUDIO, "street-speech")
                        .get(1)
                        .value()))
                .isLessThanOrEqualTo(-90);
    }

    @Test
    void logsHoldShortTextAndNothingElse() throws IOException {
        try (Stream<Path> logs = Files.walk(folder.resolve("home/logs"))) {
            assertThat(logs.filter(Files::isRegularFile).toList()).isNotEmpty().allSatisfy(log -> assertThat(
                            Files.readString(log).lines())
                    .allMatch(line ->
                            line.length() < LONGEST_LINE && TEXT.matcher(line).matches()));
        }
    }

    @Test
    void everyChunkPlaysByItself() {
        assertThat(partner.records(Topic.ANON_VIDEO)).isNotEmpty().allSatisfy(record -> assertThat(
                        Film.of(record.value()).frames())
                .isPositive());
    }

    @Test
    void whoeverChoseNoPolicySeesNothingButFewBlocks() {
        assertThat(Film.of(partner.records(Topic.ANON_VIDEO, "market")
                                .getFirst()
                                .value())
                        .meanRun())
                .as("640 pixels across 16 blocks are runs of 40, less where the codec rings")
                .isGreaterThan(20);
    }

    @Test
    void theReportAgreesWithWhatThePartnerCounted() {
        for (JsonNode sensor : report.path("sensors")) {
            Topic topic = sensor.path("kind").asText().equals("video") ? Topic.ANON_VIDEO : Topic.ANON_AUDIO;
            int arrived = partner.records(topic, sensor.path("id").asText()).size();
            assertThat(sensor.path("chunksAtFog").asInt()).as(sensor.toString()).isEqualTo(arrived);
            assertThat(sensor.path("released").asInt()).isEqualTo(arrived);
            assertThat(sensor.path("gaps").asInt()).isZero();
            assertThat(sensor.path("duplicates").asInt()).isZero();
            assertThat(sensor.path("latencyMs").path("p50").asDouble()).isPositive();
        }
        assertThat(report.path("services").size()).isGreaterThanOrEqualTo(8);
    }

    @Test
    void whatIsPublishedAboutTheTopicsIsTrue() {
        PublishedContract contract = PublishedContract.read();
        // What is for an authorised role does not come here; StandingCityIT reads it where it stays.
        List<Topic> forAll =
                contract.topics().stream().filter(topic -> !topic.restricted()).toList();
        for (Topic topic : forAll) {
            assertThat(partner.records(topic))
                    .as(topic.topicName())
                    .isNotEmpty()
                    .allSatisfy(contract::holds);
        }
    }

    @Test
    void everyChunkIsCoveredByAChainOfSignedStatements() throws IOException {
        new StatementChain(NodeKey.readPublic(folder.resolve("home/keys/node.pub"))).holds(partner);
    }
}
