/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.local.home.ProcessIdentity;
import io.bauta.local.home.RunState;
import io.bauta.local.home.RunState.RunningService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScrapeTargetTest {
    private static final ProcessIdentity HERE = ProcessIdentity.of(ProcessHandle.current());

    @Test
    void everyServiceIsFoundWithItsPlace() {
        RunState run = new RunState(
                "up",
                HERE,
                "old-town",
                "market-square",
                "",
                "",
                "",
                List.of(running("edge-broker", 9100), running("egress", 8084), running("partner", 8080)));

        assertThat(ScrapeTarget.of(run))
                .containsExactly(
                        new ScrapeTarget(
                                List.of("127.0.0.1:9100"),
                                Map.of(
                                        "job",
                                        "edge-broker",
                                        "tier",
                                        "edge",
                                        "site",
                                        "old-town",
                                        "node",
                                        "market-square")),
                        new ScrapeTarget(
                                List.of("127.0.0.1:8084"),
                                Map.of("job", "egress", "tier", "edge", "site", "old-town", "node", "market-square")),
                        new ScrapeTarget(
                                List.of("127.0.0.1:8080"),
                                Map.of("job", "partner", "tier", "fog", "site", "old-town")));
    }

    private static RunningService running(String name, int port) {
        return new RunningService(name, HERE, 1, port, true, 0);
    }
}
