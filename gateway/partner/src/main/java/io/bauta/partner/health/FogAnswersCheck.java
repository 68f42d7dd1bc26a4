/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.health;

import io.bauta.contracts.Topic;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the fog broker answers and has the topics. Asked of the broker itself: a consumer keeps its partitions, and calls
 * itself ready, for as long as the broker is away.
 */
@Readiness
@Singleton
public class FogAnswersCheck implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final List<String> TOPICS =
            List.of(Topic.ANON_VIDEO.topicName(), Topic.AUDIT_PROVENANCE.topicName());

    private final Admin admin;

    /** @param broker how the messaging extension reaches the fog broker */
    public FogAnswersCheck(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.admin = Admin.create(Map.copyOf(broker));
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("fog-answers").status(answers()).build();
    }

    private boolean answers() {
        try {
            admin.describeTopics(TOPICS, new DescribeTopicsOptions().timeoutMs((int) PATIENCE.toMillis()))
                    .allTopicNames()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ZERO);
    }
}
