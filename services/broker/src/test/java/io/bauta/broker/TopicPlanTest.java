/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.broker.BrokerSettings.Retention;
import io.bauta.contracts.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicPlanTest {
    private static final BrokerSettings EDGE =
            BrokerSettings.of(BrokerRole.EDGE, Path.of("unused"), "127.0.0.1", 9092, 9093);
    private static final BrokerSettings FOG =
            BrokerSettings.of(BrokerRole.FOG, Path.of("unused"), "127.0.0.1", 9092, 9093);

    @Test
    void theEdgeHoldsRawMediaAndQuarantineButNoAnalytics() {
        assertThat(new TopicPlan(EDGE).topics().stream().map(NewTopic::name))
                .contains(
                        "raw.video.v1", "raw.audio.v1", "anon.video.v1", "audit.provenance.v1", "quarantine.egress.v1")
                .noneMatch(name -> name.startsWith("analytics"));
    }

    @Test
    void theFogHoldsNothingThatStaysOnTheEdge() {
        assertThat(new TopicPlan(FOG).topics().stream().map(NewTopic::name))
                .contains("anon.video.v1", "audit.provenance.v1", "analytics.flow.v1", "models.releases.v1")
                .noneMatch(name -> name.startsWith("raw") || name.startsWith("quarantine"));
    }

    @Test
    void rawMediaGoAfterAMinute() {
        Map<String, String> raw = new TopicPlan(EDGE).configuration(Topic.RAW_VIDEO);
        assertThat(raw)
                .containsEntry("retention.ms", "60000")
                .containsEntry("segment.ms", "15000")
                .containsEntry("min.insync.replicas", "1");
    }

    @Test
    void aTopicsBytesAreSharedByItsPartitions() {
        BrokerSettings little = EDGE.withRaw(new Retention(Duration.ofSeconds(10), 400 << 20));
        assertThat(new TopicPlan(little).configuration(Topic.RAW_AUDIO))
                .containsEntry("retention.bytes", Integer.toString(100 << 20));
    }

    @Test
    void releasesOfModelsAreKeptForEver() {
        assertThat(new TopicPlan(FOG).configuration(Topic.MODELS_RELEASES)).containsEntry("cleanup.policy", "compact");
    }

    @Test
    void nothingRawByWhateverNameComesToTheFog() {
        assertThat(RawTopicsRefused.staysOnTheEdge("raw.video.v1")).isTrue();
        assertThat(RawTopicsRefused.staysOnTheEdge("RAW.video.v9")).isTrue();
        assertThat(RawTopicsRefused.staysOnTheEdge("raw-copy")).isTrue();
        assertThat(RawTopicsRefused.staysOnTheEdge("quarantine.egress.v1")).isTrue();
        assertThat(RawTopicsRefused.staysOnTheEdge("anon.video.v1")).isFalse();
        assertThat(RawTopicsRefused.staysOnTheEdge("__consumer_offsets")).isFalse();
    }
}
