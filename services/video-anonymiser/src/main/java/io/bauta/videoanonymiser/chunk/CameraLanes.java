/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.RegionPolicy.Reach;
import io.bauta.raw.lane.LaneFactory;
import io.bauta.raw.lane.LaneOutput;
import io.bauta.raw.lane.SensorLane;
import io.bauta.videoanonymiser.audit.Audits;
import io.bauta.videoanonymiser.method.FrameAnonymiser;
import io.bauta.videoanonymiser.sight.Sight;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Opens a {@link CameraLane} for each camera. Thread-safe. */
public final class CameraLanes implements LaneFactory {
    private final Codecs codecs;
    private final long budgetBytes;
    private final Function<Reach, Sight> sights;
    private final Audits audits;
    private final Map<SensorId, Easing> easings = new ConcurrentHashMap<>();

    /**
     * @param budgetBytes memory one camera's pictures and packets may take
     * @param sights opens eyes for one camera; throws {@link io.bauta.videoanonymiser.sight.DetectorMissingException} while
     *     there is no detector
     */
    public CameraLanes(Codecs codecs, long budgetBytes, Function<Reach, Sight> sights) {
        this(codecs, budgetBytes, sights, Audits.none());
    }

    /** The same with a second look at some of what is released. */
    public CameraLanes(Codecs codecs, long budgetBytes, Function<Reach, Sight> sights, Audits audits) {
        this.codecs = codecs;
        this.budgetBytes = budgetBytes;
        this.sights = sights;
        this.audits = audits;
    }

    @Override
    public SensorLane open(SensorId sensor, AnonymisationPolicy policy, Optional<String> state, LaneOutput output) {
        Reach reach = policy.video().regions().reach();
        Easing easing = easings.computeIfAbsent(sensor, first -> Easing.of(policy.video()));
        FrameAnonymiser anonymiser =
                new FrameAnonymiser(policy.video(), () -> sights.apply(reach), audits.open(sensor, policy.video()));
        return new CameraLane(policy.video(), budgetBytes, codecs, anonymiser, easing, System::nanoTime, state, output);
    }

    /** What is left out of a camera's released pictures for the load's sake: 0 nothing, to 3 most. */
    public int loadStep(SensorId sensor) {
        return Optional.ofNullable(easings.get(sensor)).map(Easing::stepNumber).orElse(0);
    }

    /** How many of a camera's pictures were left out for the load's sake. */
    public long framesEased(SensorId sensor) {
        return Optional.ofNullable(easings.get(sensor)).map(Easing::eased).orElse(0L);
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
