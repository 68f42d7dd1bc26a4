/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import io.bauta.contracts.Topic;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.CreateTopicPolicy;

/**
 * Kafka's gate for new topics on the fog: whatever client asks, a topic that belongs to the edge only is not created.
 * Loaded by Kafka through {@code create.topic.policy.class.name}.
 */
public final class RawTopicsRefused implements CreateTopicPolicy {

    @Override
    public void validate(RequestMetadata request) {
        if (staysOnTheEdge(request.topic())) {
            throw new PolicyViolationException("topic '" + request.topic()
                    + "' stays on the edge broker: raw media never reach the fog (design, section 4)");
        }
    }

    /** By name as well as by contract: a mistyped or future {@code raw} topic is as forbidden as a known one. */
    static boolean staysOnTheEdge(String topic) {
        return topic.toLowerCase(Locale.ROOT).strip().startsWith("raw")
                || Topic.named(topic)
                        .filter(known -> !BrokerRole.FOG.holds(known))
                        .isPresent();
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
}
