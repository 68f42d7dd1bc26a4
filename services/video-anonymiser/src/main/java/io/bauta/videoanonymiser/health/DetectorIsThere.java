/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.health;

import io.bauta.videoanonymiser.VideoAnonymiserService;
import io.bauta.videoanonymiser.sight.ApprovedDetector;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the approved detectors have been fetched and have answered; also where none is approved. */
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
                .withData(
                        "persons",
                        service.persons().map(ApprovedDetector::sha256).orElse("none approved"))
                .status(isThere(service.detector()) && isThere(service.persons()))
                .build();
    }

    private static boolean isThere(Optional<ApprovedDetector> approved) {
        return approved.isEmpty() || approved.get().model().isPresent();
    }
}
