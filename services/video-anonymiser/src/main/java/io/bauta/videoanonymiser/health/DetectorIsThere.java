/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.health;

import io.bauta.inference.detection.ObjectKind;
import io.bauta.videoanonymiser.VideoAnonymiserService;
import io.bauta.videoanonymiser.sight.ApprovedDetector;
import io.bauta.videoanonymiser.sight.SightsApart;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the approved detectors have been fetched and have answered; also where none is approved. */
@Readiness
@ApplicationScoped
public class DetectorIsThere implements HealthCheck {
    private static final List<ObjectKind> APART = List.of(ObjectKind.PERSON, ObjectKind.PLATE);

    private final VideoAnonymiserService service;

    DetectorIsThere(VideoAnonymiserService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<ApprovedDetector> usual = service.detector();
        HealthCheckResponseBuilder told = HealthCheckResponse.named("detector-is-there")
                .withData("sha256", usual.map(ApprovedDetector::sha256).orElse("none approved"));
        for (ObjectKind kind : APART) {
            ApprovedDetector own = service.apart().get(kind);
            told.withData(SightsApart.role(kind), own == null ? "none approved" : own.sha256());
        }
        return told.status(Stream.concat(usual.stream(), service.apart().values().stream())
                        .allMatch(approved -> approved.model().isPresent()))
                .build();
    }
}
