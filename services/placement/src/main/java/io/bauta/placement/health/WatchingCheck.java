/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.health;

import io.bauta.placement.intake.PlacementService;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready is an operator whose watches are up. */
@Readiness
@Singleton
public class WatchingCheck implements HealthCheck {
    private final PlacementService service;

    public WatchingCheck(PlacementService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("watching")
                .status(service.isWatching())
                .build();
    }
}
