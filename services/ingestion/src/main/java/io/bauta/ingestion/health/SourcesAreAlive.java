/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.health;

import io.bauta.ingestion.IngestionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down only if a source's threads died: a camera or broker that is away is no reason to be restarted. */
@Liveness
@ApplicationScoped
public class SourcesAreAlive implements HealthCheck {
    private final IngestionService service;

    SourcesAreAlive(IngestionService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> dead = service.dead();
        return HealthCheckResponse.named("sources are alive")
                .status(dead.isEmpty())
                .withData("dead", String.join(" ", dead))
                .build();
    }
}
