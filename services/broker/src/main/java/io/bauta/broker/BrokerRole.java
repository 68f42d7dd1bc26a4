/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import io.bauta.contracts.Tier;
import io.bauta.contracts.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which side of the door a broker stands on; it decides which topics the broker may hold. */
public enum BrokerRole {
    EDGE(1),
    FOG(2);

    private final int nodeId;

    BrokerRole(int nodeId) {
        this.nodeId = nodeId;
    }

    /** Kafka's node id. Different per role, so that the metrics of two brokers in one JVM do not collide. */
    public int nodeId() {
        return nodeId;
    }

    /** The topics this broker creates and keeps. */
    public List<Topic> topics() {
        return Arrays.stream(Topic.values()).filter(this::holds).toList();
    }

    /** Whether the topic may be stored here: raw media never on the fog, analytics never on the edge. */
    public boolean holds(Topic topic) {
        Tier elsewhere = this == EDGE ? Tier.FOG : Tier.EDGE;
        return topic.tier() != elsewhere;
    }

    /** As settings and files spell it: {@code edge}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
