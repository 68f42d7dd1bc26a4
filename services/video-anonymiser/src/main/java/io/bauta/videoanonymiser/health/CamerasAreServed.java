/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.health;

import io.bauta.raw.machine.LaneLoad;
import io.bauta.videoanonymiser.VideoAnonymiserService;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once all partitions of the raw topic are assigned; names how each camera is doing. */
@Readiness
@ApplicationScoped
public class CamerasAreServed implements HealthCheck {
    private final VideoAnonymiserService service;

    CamerasAreServed(VideoAnonymiserService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("cameras-are-served");
        for (LaneLoad load : service.load()) {
            String doing = load.failuresInARow() > 0 ? "withheld" : load.quietMillis() > 5000 ? "silent" : "served";
            response.withData(load.sensor().value(), doing + ", " + load.waitingRecords() + " waiting");
        }
        return response.status(service.isReady()).build();
    }
}
