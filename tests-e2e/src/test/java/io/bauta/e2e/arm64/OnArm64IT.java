/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.arm64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bauta.contracts.Topic;
import io.bauta.e2e.actors.Partner;
import io.bauta.e2e.actors.ServiceProcess;
import io.bauta.e2e.stories.Sequence;
import io.bauta.e2e.stories.StatementChain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A camera and a microphone all the way to a partner, on images for arm64: their FFmpeg, ONNX Runtime and Java are others than
 * those of every other test. It says nothing of how fast an edge node of that kind is.
 */
class OnArm64IT {
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @TempDir
    Path folder;

    @Test
    void everyImageOfTheWayDoesItsWork() throws IOException {
        Path base = Emulator.base();
        try (EmulatedCity city = new EmulatedCity(folder, base)) {
            city.prepare();
            // Given two brokers, whose figures can be asked for, and all services but one
            for (ServiceProcess broker : List.of(city.startsBroker("edge"), city.startsBroker("fog"))) {
                within(city, () -> broker.answers("/q/metrics"));
            }
            try (Partner partner = new Partner(city.fog())) {
                within(city, city.starts("model-server")::ready);
                List<ServiceProcess> others = Stream.of(
                                "video-anonymiser", "audio-anonymiser", "egress", "analytics", "partner")
                        .map(city::starts)
                        .toList();
                within(city, () -> others.stream().allMatch(ServiceProcess::ready));

                // When ingestion plays what camera and microphone have
                city.starts("ingestion");

                // Then picture, sound, statements and numbers come to the partner
                for (Topic topic : List.of(Topic.ANON_VIDEO, Topic.ANON_AUDIO)) {
                    within(city, () -> partner.records(topic).size() >= 2);
                }
                within(city, () -> Stream.of(Topic.AUDIT_PROVENANCE, Topic.ANALYTICS_FLOW, Topic.ANALYTICS_SOUND)
                        .noneMatch(topic -> partner.records(topic).isEmpty()));
                Sequence.gapFreeAndUnique(partner.envelopes(Topic.ANON_VIDEO, "square"));
                new StatementChain(city.node()).holds(partner);
            }
            assertThat(city.services()).noneMatch(service -> service.exitCode().isPresent());
        }
    }

    private static void within(EmulatedCity city, Callable<Boolean> comesTrue) {
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .failFast(() -> city.services().stream()
                            .anyMatch(service -> service.exitCode().isPresent()))
                    .until(comesTrue);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw new AssertionError(city.lastWords(), e);
        }
    }
}
