/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.health;

import io.bauta.videoanonymiser.VideoAnonymiserService;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive unless only a new process can help. A broker that is away is waited for and kills nothing. */
@Liveness
@ApplicationScoped
public class MachineIsAlive implements HealthCheck {
    private final VideoAnonymiserService service;

    MachineIsAlive(VideoAnonymiserService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("machine-is-alive")
                .status(!service.isLost())
                .build();
    }
}
