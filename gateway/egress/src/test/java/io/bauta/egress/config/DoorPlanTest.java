/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.egress.door.EdgeNode;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorPlanTest {
    @TempDir
    private Path folder;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void aNodeInOrder() throws IOException {
        NodeKey.createIfAbsent(folder.resolve("keys"));
        settings.put(
                "bauta.site-file",
                Files.writeString(folder.resolve("site.yaml"), EdgeNode.siteText())
                        .toString());
        settings.put("bauta.keys", folder.resolve("keys").toString());
        settings.put("bauta.edge.bootstrap-servers", "edge:9092");
        settings.put("bauta.fog.bootstrap-servers", "fog:9092");
    }

    @Test
    void withoutSettingsOfItsOwnTheDoorLetsOutAllThatIsForAllAndApprovesNoModel() {
        DoorPlan plan = DoorPlan.of(config());

        assertThat(plan.topics())
                .doesNotContain(Topic.ANON_VIDEO_RESTRICTED)
                .containsAll(Topic.crossingTheDoor().stream()
                        .filter(topic -> !topic.restricted())
                        .toList());
        assertThat(plan.topics())
                .extracting(Topic::topicName)
                .isNotEmpty()
                .allMatch(name -> name.startsWith("anon.") || name.startsWith("audit."));
        assertThat(plan.group()).isEqualTo("egress-edge-1");
        assertThat(DoorLimits.of(config().egress()))
                .isEqualTo(
                        new DoorLimits(32 << 20, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(5)));
    }

    @Test
    void everySettingIsRead() {
        settings.put("bauta.egress.topics", "anon.audio.v1,audit.provenance.v1,anon.audio.v1");
        settings.put("bauta.egress.approved-models", EdgeNode.MODEL);
        settings.put("bauta.egress.most-bytes-in-flight", "1000");
        settings.put("bauta.egress.commit-every", "1s");
        settings.put("bauta.egress.settle", "0s");
        settings.put("bauta.egress.probe-every", "2s");

        assertThat(DoorPlan.of(config()).topics()).containsExactly(Topic.ANON_AUDIO, Topic.AUDIT_PROVENANCE);
        assertThat(DoorLimits.of(config().egress()))
                .isEqualTo(new DoorLimits(1000, Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(2)));
    }

    @Test
    void whatIsForAnAuthorisedRoleLeavesOnlyIfNamed() {
        settings.put("bauta.egress.topics", "anon.video.restricted.v1,audit.provenance.v1");

        assertThat(DoorPlan.of(config()).topics()).containsExactly(Topic.ANON_VIDEO_RESTRICTED, Topic.AUDIT_PROVENANCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "raw.video.v1",
                "raw.audio.v1",
                "raw.motion.v1",
                "quarantine.egress.v1",
                "analytics.flow.v1",
                "__consumer_offsets",
                "anon.video.v2",
                "anon.*",
                ".*",
                "ANON.VIDEO.V1"
            })
    void noSettingWidensWhatMayLeave(String topic) {
        settings.put("bauta.egress.topics", "anon.video.v1," + topic);

        assertThat(refusal().faults())
                .singleElement()
                .asString()
                .contains("bauta.egress.topics", "'" + topic + "' may not leave the edge");
    }

    @Test
    void allFaultsAreListedAtOnce() throws IOException {
        Files.writeString(folder.resolve("site.yaml"), "site: Old Town\nsensors: 5\n");
        Files.delete(folder.resolve("keys/node.pub"));
        settings.put("bauta.egress.topics", "raw.video.v1,raw.audio.v1");
        settings.put("bauta.egress.approved-models", EdgeNode.MODEL + ",latest");
        settings.put("bauta.egress.most-bytes-in-flight", "0");
        settings.put("bauta.egress.commit-every", "0s");
        settings.put("bauta.egress.settle", "-1s");
        settings.put("bauta.egress.probe-every", "0s");

        List<String> faults = refusal().faults();

        for (String setting : List.of(
                "bauta.site-file",
                "bauta.keys",
                "bauta.egress.approved-models",
                "bauta.egress.most-bytes-in-flight",
                "bauta.egress.commit-every",
                "bauta.egress.settle",
                "bauta.egress.probe-every")) {
            assertThat(faults).anyMatch(fault -> fault.startsWith(setting));
        }
        assertThat(faults).filteredOn(fault -> fault.contains("may not leave")).hasSize(2);
    }

    @Test
    void anAbsentSiteFileIsNamed() {
        settings.put("bauta.site-file", folder.resolve("nowhere.yaml").toString());

        assertThat(refusal().faults()).singleElement().asString().contains("nowhere.yaml cannot be read");
    }

    @Test
    void aKeyThatIsNoneIsNamedAndThePrivateOneIsNotLookedAt() throws IOException {
        Files.writeString(folder.resolve("keys/node.key"), "unreadable");
        assertThat(DoorPlan.of(config())).isNotNull();

        Files.writeString(folder.resolve("keys/other.pub"), "not a key");
        assertThat(refusal().faults()).singleElement().asString().contains("other.pub");
    }

    @Test
    void theSameKeyUnderTwoNamesIsOneKey() throws IOException {
        Files.copy(folder.resolve("keys/node.pub"), folder.resolve("keys/again.pub"));

        assertThat(DoorPlan.of(config())).isNotNull();
    }

    private InvalidConfigurationException refusal() {
        return catchThrowableOfType(InvalidConfigurationException.class, () -> DoorPlan.of(config()));
    }

    private EgressConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(EgressConfig.class)
                .withConverter(Duration.class, 200, DoorPlanTest::duration)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(EgressConfig.class);
    }

    /** Quarkus brings this converter to the running service. */
    private static Duration duration(String text) {
        return new io.quarkus.runtime.configuration.DurationConverter().convert(text);
    }
}
