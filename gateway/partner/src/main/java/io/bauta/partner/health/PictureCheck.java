/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.health;

import io.bauta.partner.board.SensorBoard;
import io.bauta.partner.board.SensorState;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Says how many sensors are in which state. Whether the broker answers is {@link FogAnswersCheck}'s question. */
@Liveness
@Singleton
public class PictureCheck implements HealthCheck {
    private final SensorBoard board;

    public PictureCheck(SensorBoard board) {
        this.board = board;
    }

    @Override
    public HealthCheckResponse call() {
        List<SensorState> states =
                board.views().stream().map(view -> view.state()).toList();
        HealthCheckResponseBuilder picture =
                HealthCheckResponse.named("picture").up();
        Arrays.stream(SensorState.values())
                .forEach(state -> picture.withData(
                        state.label(), states.stream().filter(state::equals).count()));
        return picture.build();
    }
}
