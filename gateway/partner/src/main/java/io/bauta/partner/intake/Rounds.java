/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.intake;

import io.bauta.partner.board.SensorBoard;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks once a second which sensors fell silent. */
@Singleton
public class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private final SensorBoard board;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rounds").factory());

    public Rounds(SensorBoard board) {
        this.board = board;
    }

    void start(@Observes StartupEvent started) {
        var unused = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopped) {
        timer.shutdownNow();
    }

    private void look() {
        try {
            board.lookRound();
        } catch (RuntimeException e) {
            // A timer that throws is never run again.
            LOG.warnf("the look for stale sensors failed: %s", e.toString());
        }
    }
}
