/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.intake;

import io.bauta.partner.metrics.PartnerMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.jboss.logging.Logger;

/**
 * Looks again and again whether the fog broker has a topic of raw media. The door carries none and the broker that comes
 * with Bauta creates none; this tells if somebody else's broker, or somebody at it, does.
 */
@Singleton
public class RawTopicWatch {
    private static final Logger LOG = Logger.getLogger(RawTopicWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String RAW = "raw.";

    private final Admin admin;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("raw-topics").factory());
    private volatile double seen = Double.NaN;

    /** @param broker how the messaging extension reaches the fog broker */
    public RawTopicWatch(@Identifier("default-kafka-broker") Map<String, Object> broker, PartnerMetrics metrics) {
        this.admin = Admin.create(Map.copyOf(broker));
        metrics.rawTopics(() -> seen);
    }

    void start(@Observes StartupEvent started) {
        var unused = timer.scheduleWithFixedDelay(this::look, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopped) {
        timer.shutdownNow();
        admin.close(Duration.ZERO);
    }

    private void look() {
        try {
            long raw = admin
                    .listTopics(new ListTopicsOptions().timeoutMs((int) PATIENCE.toMillis()))
                    .names()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .stream()
                    .filter(topic -> topic.startsWith(RAW))
                    .count();
            if (raw > 0 && !(seen > 0)) {
                LOG.errorf("the fog broker has topics of raw media: count=%d", raw);
            }
            seen = raw;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            // That the broker is away is the health page's news; a timer that throws is never run again.
            seen = Double.NaN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
