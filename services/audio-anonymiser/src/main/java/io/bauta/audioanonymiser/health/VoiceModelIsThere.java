/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.health;

import io.bauta.audioanonymiser.AudioAnonymiserService;
import io.bauta.audioanonymiser.hearing.ApprovedVoice;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the approved voice model has been fetched and has answered; also where none is approved. */
@Readiness
@ApplicationScoped
public class VoiceModelIsThere implements HealthCheck {
    private final AudioAnonymiserService service;

    VoiceModelIsThere(AudioAnonymiserService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("voice-model-is-there")
                .withData("sha256", service.voice().map(ApprovedVoice::sha256).orElse("none approved"))
                .status(service.voice().map(ApprovedVoice::isThere).orElse(true))
                .build();
    }
}
