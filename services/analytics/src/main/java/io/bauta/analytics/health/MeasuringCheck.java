/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.health;

import io.bauta.analytics.window.Measurement;
import io.bauta.contracts.analytics.FlowWindow;
import io.bauta.contracts.analytics.SoundWindow;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Says how many sensors are measured. That the broker answers is checked by the messaging extension. */
@Liveness
@Singleton
public class MeasuringCheck implements HealthCheck {
    private final Measurement<FlowWindow> flow;
    private final Measurement<SoundWindow> sound;

    public MeasuringCheck(Measurement<FlowWindow> flow, Measurement<SoundWindow> sound) {
        this.flow = flow;
        this.sound = sound;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("measuring")
                .up()
                .withData("cameras", flow.sensors())
                .withData("microphones", sound.sensors())
                .build();
    }
}
