/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.health;

import io.bauta.audioanonymiser.AudioAnonymiserService;
import io.bauta.raw.machine.LaneLoad;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Up while the edge broker is there. The state of each microphone is told as data: one that fails must not take the others
 * out of service. Liveness is the process itself: what only a new one can mend ends it.
 */
@Readiness
@ApplicationScoped
public class LanesAreFed implements HealthCheck {
    private final AudioAnonymiserService service;

    LanesAreFed(AudioAnonymiserService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("edge broker feeds the lanes").status(service.running());
        for (LaneLoad lane : service.load()) {
            response.withData(
                    lane.sensor().value(),
                    lane.failuresInARow() == 0 ? "well" : lane.failuresInARow() + " failures in a row");
        }
        return response.build();
    }
}
