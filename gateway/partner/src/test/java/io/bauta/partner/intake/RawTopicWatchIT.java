/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.partner.metrics.PartnerMetrics;
import io.bauta.partner.street.Reader;
import io.bauta.testing.kafka.KafkaInJvm;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A broker that has raw topics, as an edge's has, in the place of the fog's. */
class RawTopicWatchIT {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void topicsOfRawMediaAreSeenAndABrokerThatIsAwaySaysNothing() {
        try (KafkaInJvm wrong = KafkaInJvm.edge().start()) {
            RawTopicWatch watch = new RawTopicWatch(
                    Map.of("bootstrap.servers", wrong.bootstrapServers()), new PartnerMetrics(registry));
            assertThat(seen()).isNaN();

            watch.start(new StartupEvent());
            Reader.await("the raw topics to be seen", () -> seen() >= 2);
            wrong.stop();
            Reader.await("the broker's answer to be forgotten", () -> Double.isNaN(seen()));

            watch.stop(new ShutdownEvent());
        }
    }

    private double seen() {
        return registry.get("bauta_partner_raw_topics").gauge().value();
    }
}
