/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.intake;

import io.bauta.partner.board.SensorBoard;
import io.bauta.partner.config.PartnerConfig;
import io.bauta.partner.config.TracesConfig;
import io.bauta.partner.events.EventFeed;
import io.bauta.partner.metrics.PartnerMetrics;
import io.bauta.tracing.Traces;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts the picture in memory together from its parts. */
@Singleton
public class Picture {

    @Produces
    @Singleton
    Traces traces(TracesConfig config) {
        return Traces.to(config.endpoint(), config.share());
    }

    void lastWords(@Disposes Traces traces) {
        traces.close();
    }

    @Produces
    @Singleton
    EventFeed events(PartnerConfig config) {
        return new EventFeed(config.eventsKept(), config.eventEvery(), InstantSource.system());
    }

    @Produces
    @Singleton
    SensorBoard board(PartnerConfig config, EventFeed events, PartnerMetrics metrics) {
        SensorBoard.Limits limits = new SensorBoard.Limits(
                config.staleAfter(),
                config.forgetAfter(),
                config.mostSensors(),
                config.windowsKept(),
                config.loudDbfs());
        SensorBoard board = new SensorBoard(
                limits,
                notice -> {
                    metrics.event(notice.kind());
                    events.tell(notice);
                },
                InstantSource.system());
        metrics.sensors(board::count);
        return board;
    }
}
