/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.health;

import io.bauta.videoanonymiser.VideoAnonymiserService;
import io.bauta.videoanonymiser.sight.ApprovedDetector;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the approved detector has been fetched and has answered; also where none is approved. */
@Readiness
@ApplicationScoped
public class DetectorIsThere implements HealthCheck {
    private final VideoAnonymiserService service;

    DetectorIsThere(VideoAnonymiserService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("detector-is-there")
                .withData(
                        "sha256",
                        service.detector().map(ApprovedDetector::sha256).orElse("none approved"))
                .status(service.detector().isEmpty()
                        || service.detector().get().model().isPresent())
                .build();
    }
}
