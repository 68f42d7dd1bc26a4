/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.intake;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.bauta.analytics.outlet.PublishedWindows;
import io.bauta.analytics.window.Measurement;
import io.bauta.contracts.Topic;
import io.bauta.contracts.analytics.FlowWindow;
import io.bauta.contracts.analytics.SoundWindow;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets go of the sensors whose partitions go to another instance, and looks again at what is published when partitions
 * come from another one.
 */
@ApplicationScoped
@Identifier("analytics")
public class Rebalance implements KafkaConsumerRebalanceListener {
    private final Measurement<FlowWindow> flow;
    private final Measurement<SoundWindow> sound;
    private final PublishedWindows published;

    public Rebalance(Measurement<FlowWindow> flow, Measurement<SoundWindow> sound, PublishedWindows published) {
        this.flow = flow;
        this.sound = sound;
        this.published = published;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (!of(Topic.ANON_VIDEO, partitions).isEmpty()) {
            published.forget(Topic.ANALYTICS_FLOW);
        }
        if (!of(Topic.ANON_AUDIO, partitions).isEmpty()) {
            published.forget(Topic.ANALYTICS_SOUND);
        }
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        flow.forget(of(Topic.ANON_VIDEO, partitions));
        sound.forget(of(Topic.ANON_AUDIO, partitions));
    }

    private static Set<Integer> of(Topic topic, Collection<TopicPartition> partitions) {
        return partitions.stream()
                .filter(partition -> partition.topic().equals(topic.topicName()))
                .map(TopicPartition::partition)
                .collect(toUnmodifiableSet());
    }
}
