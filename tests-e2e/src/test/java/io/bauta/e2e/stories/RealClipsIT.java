/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.contracts.Topic;
import io.bauta.e2e.actors.Operator;
import io.bauta.e2e.actors.Operator.Finished;
import io.bauta.e2e.actors.Partner;
import io.bauta.e2e.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real street clips, as cameras and archives deliver them: B-frames, old codecs, sound beside the picture. */
class RealClipsIT {

    @Test
    void twoStreetClipsTravelTheWholeWay(@TempDir Path folder) throws IOException {
        Optional<Path> data = Repository.sharedData();
        assumeTrue(data.isPresent(), "real clips are not here; set BAUTA_SHARED to a folder that holds data/video");
        Operator operator = new Operator(folder.resolve("home"));
        Path report = folder.resolve("report.json");

        Operator.Running demo = operator.starts(
                "demo",
                "--seconds",
                "25",
                "--headless",
                "--home",
                operator.home().toString(),
                "--report",
                report.toString(),
                "--input",
                data.get().resolve("video/vtest.avi").toString(),
                "--input",
                data.get().resolve("video/arcade.mp4").toString());
        try (Partner partner = new Partner(demo.isUp().path("fogBootstrap").asText())) {
            Finished ended = demo.ends(Duration.ofMinutes(4));

            assertThat(ended.exitCode()).as(ended.output() + ended.errors()).isZero();
            for (JsonNode sensor :
                    new ObjectMapper().readTree(Files.readString(report)).path("sensors")) {
                assertThat(sensor.path("released").asInt())
                        .as(sensor.toString())
                        .isPositive();
                assertThat(sensor.path("gaps").asInt()
                                + sensor.path("duplicates").asInt())
                        .isZero();
            }
            assertThat(partner.topics()).noneMatch(topic -> topic.startsWith("raw."));
            Film arcade = Film.of(partner.concatenated(Topic.ANON_VIDEO, "arcade"));
            assertThat(arcade.frames()).isEqualTo(105);
            assertThat(arcade.seconds()).isBetween(4.16, 4.24);
        }
    }
}
