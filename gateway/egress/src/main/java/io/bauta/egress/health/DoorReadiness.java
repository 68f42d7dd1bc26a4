/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.health;

import io.bauta.egress.door.DoorState;
import io.bauta.egress.intake.EgressService;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Up while the door does what it is there for, which includes keeping records back while the uplink is away; how it
 * stands is in the details. Down while the edge broker is away or the door fails.
 */
@Readiness
@ApplicationScoped
public class DoorReadiness implements HealthCheck {
    private final EgressService service;

    public DoorReadiness(EgressService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        DoorState state = service.state();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("door")
                .status(state instanceof DoorState.Open || state instanceof DoorState.UplinkAway)
                .withData("state", state.label())
                .withData("since", state.since().toString())
                .withData("lagRecords", service.metrics().lag())
                .withData("refused", service.metrics().refusedInAll());
        return switch (state) {
            case DoorState.UplinkAway away ->
                response.withData("detail", away.detail()).build();
            case DoorState.EdgeAway away ->
                response.withData("detail", away.detail()).build();
            case DoorState.Failing failing ->
                response.withData("detail", failing.detail()).build();
            default -> response.build();
        };
    }
}
