/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.health;

import io.bauta.ingestion.IngestionService;
import io.bauta.ingestion.capture.SourceStatus;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Up while the edge broker takes what the sources deliver. The state of each source is told as data: one camera that is
 * away must not take the others out of service. Locations are masked.
 */
@Readiness
@ApplicationScoped
public class SourcesAreServed implements HealthCheck {
    private final IngestionService service;

    SourcesAreServed(IngestionService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("edge broker takes raw records").status(service.isReady());
        for (SourceStatus source : service.statuses()) {
            response.withData(
                    source.name(),
                    source.state().label() + " " + source.maskedLocation()
                            + source.fault().map(fault -> ": " + fault).orElse(""));
        }
        return response.build();
    }
}
