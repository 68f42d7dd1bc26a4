/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.intake;

import io.bauta.analytics.config.AnalyticsConfig;
import io.bauta.analytics.window.Measurement;
import io.bauta.contracts.analytics.FlowWindow;
import io.bauta.contracts.analytics.SoundWindow;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Publishes the last windows of sensors that fell silent. */
@Singleton
public class IdleWatch {
    private static final Logger LOG = Logger.getLogger(IdleWatch.class);
    private static final long EVERY_MILLIS = 500;
    private final Measurement<FlowWindow> flow;
    private final Measurement<SoundWindow> sound;
    private final AnalyticsConfig config;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("idle-watch").factory());

    public IdleWatch(Measurement<FlowWindow> flow, Measurement<SoundWindow> sound, AnalyticsConfig config) {
        this.flow = flow;
        this.sound = sound;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        var unused = timer.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopped) {
        timer.shutdownNow();
    }

    private void look() {
        try {
            flow.closeIdle(config.idle());
            sound.closeIdle(config.idle());
        } catch (RuntimeException e) {
            // A timer that throws is never run again; the windows stay open and are tried again next time.
            LOG.warnf("windows of idle sensors could not be published: %s", e.toString());
        }
    }
}
