/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.e2e.actors.Operator;
import io.bauta.e2e.actors.Operator.Finished;
import io.bauta.e2e.actors.Partner;
import io.bauta.e2e.actors.Player;
import io.bauta.e2e.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real street clips, as cameras and archives deliver them: B-frames, old codecs, sound beside the picture. */
class RealClipsIT {

    @Test
    void twoStreetClipsAndAVoiceTravelTheWholeWay(@TempDir Path folder) throws IOException {
        Optional<Path> data = Repository.sharedData();
        assumeTrue(data.isPresent(), "real clips are not here; set BAUTA_SHARED to a folder that holds data/video");
        Path vtest = data.get().resolve("video/vtest.avi");
        Path arcade = data.get().resolve("video/arcade.mp4");
        Path voice = unpacked(data.get().resolve("speech/lj.tar"), "lj/LJ001-0001.flac", folder);
        Path report = folder.resolve("report.json");
        try (Operator operator = new Operator(folder.resolve("home"))) {
            Operator.Running demo = operator.starts(
                    "demo",
                    "--seconds",
                    "60",
                    "--headless",
                    "--home",
                    operator.home().toString(),
                    "--report",
                    report.toString(),
                    "--input",
                    vtest.toString(),
                    "--input",
                    arcade.toString(),
                    "--input",
                    voice.toString());
            try (Partner partner = new Partner(demo.isUp().path("fogBootstrap").asText())) {
                Finished ended = demo.ends(Duration.ofMinutes(4));

                assertThat(ended.exitCode()).as(ended.output() + ended.errors()).isZero();
                everySensorReleasedItsChunks(new ObjectMapper().readTree(Files.readString(report)));
                assertThat(partner.topics()).isNotEmpty().noneMatch(topic -> topic.startsWith("raw."));
                Player.Shown seen = new Player(folder).plays(partner.concatenated(Topic.ANON_VIDEO, "arcade"));
                assertThat(seen.complaints()).isEmpty();
                everyPictureIsThereOrSaidToBeLeftOut(
                        partner, operator, seen.packets(), Film.of(Repository.bytes(arcade)));
                assertThat(seen.seconds())
                        .isCloseTo(Film.of(Repository.bytes(arcade)).seconds(), within(0.04));
                Sequence.gapFreeAndUnique(partner.envelopes(Topic.ANON_VIDEO, "vtest"));
                Sequence.gapFreeAndUnique(partner.envelopes(Topic.ANON_AUDIO, "lj001-0001"));
            }
        }
    }

    /** A machine too slow for 1080p shows fewer pictures, but owns up to each: statements are signed. */
    private static void everyPictureIsThereOrSaidToBeLeftOut(
            Partner partner, Operator operator, long shown, Film original) throws IOException {
        StatementChain chain =
                new StatementChain(NodeKey.readPublic(operator.home().resolve("keys/node.pub")));
        List<Predicate> statements = chain.statements(partner, "arcade");
        assertThat(statements).allMatch(statement -> statement.outcome().equals("released"));
        long leftOut = statements.stream()
                .mapToLong(statement -> Objects.requireNonNullElse(statement.leftOut(), 0))
                .sum();
        assertThat(shown)
                .isEqualTo(statements.stream().mapToLong(Predicate::frames).sum());
        assertThat(shown + leftOut).isEqualTo(original.frames()).isEqualTo(105);
    }

    private static void everySensorReleasedItsChunks(JsonNode report) {
        assertThat(report.path("sensors").size()).isGreaterThanOrEqualTo(3);
        for (JsonNode sensor : report.path("sensors")) {
            assertThat(sensor.path("released").asInt()).as(sensor.toString()).isPositive();
            assertThat(sensor.path("gaps").asInt() + sensor.path("duplicates").asInt())
                    .as(sensor.toString())
                    .isZero();
        }
    }

    private static Path unpacked(Path archive, String member, Path folder) throws IOException {
        try {
            new ProcessBuilder("tar", "-xf", archive.toString(), "-C", folder.toString(), member)
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return folder.resolve(member);
    }
}
