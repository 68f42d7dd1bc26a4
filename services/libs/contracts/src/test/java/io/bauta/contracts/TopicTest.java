/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicTest {

    @Test
    void noRawTopicCrossesTheDoor() {
        assertThat(Topic.crossingTheDoor()).isNotEmpty().allSatisfy(topic -> assertThat(topic.topicName())
                .matches("(anon|audit)\\..*"));
    }

    @Test
    void everyRawTopicStaysOnTheEdge() {
        assertThat(Topic.values())
                .filteredOn(topic -> topic.topicName().startsWith("raw."))
                .hasSize(3)
                .allSatisfy(topic -> assertThat(topic.tier()).isEqualTo(Tier.EDGE));
    }

    @Test
    void everyNameCarriesItsVersionAndIsFoundByIt() {
        assertThat(Topic.values()).allSatisfy(topic -> {
            assertThat(topic.topicName()).matches("[a-z]+(\\.[a-z]+)+\\.v[1-9]");
            assertThat(Topic.named(topic.topicName())).contains(topic);
        });
        assertThat(Topic.named("raw.video.v2")).isEmpty();
    }
}
