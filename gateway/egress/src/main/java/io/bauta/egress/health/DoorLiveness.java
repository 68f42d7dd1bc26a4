/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.health;

import io.bauta.egress.intake.EgressService;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down once the door's thread has died, which only a new process mends. */
@Liveness
@ApplicationScoped
public class DoorLiveness implements HealthCheck {
    private final EgressService service;

    public DoorLiveness(EgressService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("door-alive").status(service.alive()).build();
    }
}
