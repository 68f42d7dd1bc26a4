/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.e2e.actors.Camera;
import io.bauta.e2e.actors.Operator;
import io.bauta.e2e.actors.Operator.Finished;
import io.bauta.e2e.actors.Partner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every service is killed in turn while a film is played; the partner must not be able to tell. */
class KilledServicesIT {
    /** Far longer than it takes; the operator stops when everything was killed once. */
    private static final int SECONDS = 600;

    private static final List<String> IN_TURN = List.of(
            "video-anonymiser",
            "audio-anonymiser",
            "egress",
            "ingestion",
            "edge-broker",
            "fog-broker",
            "analytics",
            "partner");

    @Test
    void nothingIsLostDoubledOrOutOfOrderHoweverManyAreKilled(@TempDir Path folder) throws IOException {
        Path film = new Camera(folder).filmsWithSound("market", "320x240", SECONDS);
        try (Operator operator = new Operator(folder.resolve("home"))) {
            survives(operator, film);
        }
    }

    private static void survives(Operator operator, Path film) throws IOException {
        Operator.Running demo =
                operator.starts("demo", "--headless", "--home", operator.home().toString(), "--input", film.toString());
        try (Partner partner = new Partner(demo.isUp().path("fogBootstrap").asText())) {
            for (String service : IN_TURN) {
                int before = partner.records(Topic.ANON_VIDEO, "market").size();
                Operator.signal("KILL", operator.pidOf(service));
                await("chunks come again after " + service + " was killed")
                        .atMost(Duration.ofMinutes(3))
                        .failFast("the run goes on", () -> !demo.goesOn())
                        .until(() -> partner.records(Topic.ANON_VIDEO, "market").size() > before + 2);
            }
            Finished ended = demo.isInterrupted().ends(Duration.ofMinutes(4));

            assertThat(ended.exitCode()).as(ended.output() + ended.errors()).isZero();
            Sequence.gapFreeAndUnique(partner.envelopes(Topic.ANON_VIDEO, "market"));
            Sequence.gapFreeAndUnique(partner.envelopes(Topic.ANON_AUDIO, "market-sound"));
            Sequence.gapFreeAndUnique(partner.envelopes(Topic.AUDIT_PROVENANCE, "market"));
            new StatementChain(NodeKey.readPublic(operator.home().resolve("keys/node.pub"))).holds(partner);
            Film seen = Film.of(partner.concatenated(Topic.ANON_VIDEO, "market"));
            assertThat(seen.rising()).isTrue();
            assertThat(seen.seconds())
                    .as("no picture is missing in between: 25 a second, all along")
                    .isCloseTo(seen.frames() / 25.0, within(0.02));
        }
    }
}
