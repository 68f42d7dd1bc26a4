/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.raw.lane.LaneFactory;
import io.bauta.raw.lane.LaneOutput;
import io.bauta.raw.lane.SensorLane;
import java.time.Duration;
import java.util.Optional;

/** Opens a {@link CameraLane} for each camera. Thread-safe. */
public final class CameraLanes implements LaneFactory {
    private final Codecs codecs;
    private final long budgetBytes;

    /** @param budgetBytes memory one camera's pictures and packets may take */
    public CameraLanes(Codecs codecs, long budgetBytes) {
        this.codecs = codecs;
        this.budgetBytes = budgetBytes;
    }

    @Override
    public SensorLane open(SensorId sensor, AnonymisationPolicy policy, Optional<String> state, LaneOutput output) {
        return new CameraLane(policy.video(), budgetBytes, codecs, state, output);
    }

    @Override
    public Duration chunk(AnonymisationPolicy policy) {
        return policy.video().chunk();
    }

    @Override
    public Duration timeLimit(AnonymisationPolicy policy) {
        return policy.video().timeLimit();
    }
}
