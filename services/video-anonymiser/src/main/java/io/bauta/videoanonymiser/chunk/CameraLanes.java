/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.raw.lane.LaneFactory;
import io.bauta.raw.lane.LaneOutput;
import io.bauta.raw.lane.SensorLane;
import io.bauta.videoanonymiser.audit.Audits;
import io.bauta.videoanonymiser.chunk.LevelChunks.Level;
import io.bauta.videoanonymiser.method.FrameAnonymiser;
import io.bauta.videoanonymiser.sight.SharedLook;
import io.bauta.videoanonymiser.sight.Sight;
import io.bauta.videoanonymiser.sight.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Opens a {@link CameraLane} for each camera. Thread-safe. */
public final class CameraLanes implements LaneFactory {
    private final Codecs codecs;
    private final long budgetBytes;
    private final Function<Watch, Sight> sights;
    private final Audits audits;
    private final Function<SensorId, Optional<VideoPolicy>> restricted;
    private final Map<SensorId, Easing> easings = new ConcurrentHashMap<>();

    /**
     * @param budgetBytes memory one camera's pictures and packets may take
     * @param sights opens eyes for one camera; throws {@link io.bauta.videoanonymiser.sight.DetectorMissingException} while
     *     there is no detector
     */
    public CameraLanes(Codecs codecs, long budgetBytes, Function<Watch, Sight> sights) {
        this(codecs, budgetBytes, sights, Audits.none());
    }

    /** The same with a second look at some of what is released. */
    public CameraLanes(Codecs codecs, long budgetBytes, Function<Watch, Sight> sights, Audits audits) {
        this(codecs, budgetBytes, sights, audits, camera -> Optional.empty());
    }

    /**
     * The same for cameras of which some are released twice.
     *
     * @param restricted a camera's second policy, for an authorised role
     */
    public CameraLanes(
            Codecs codecs,
            long budgetBytes,
            Function<Watch, Sight> sights,
            Audits audits,
            Function<SensorId, Optional<VideoPolicy>> restricted) {
        this.codecs = codecs;
        this.budgetBytes = budgetBytes;
        this.sights = sights;
        this.audits = audits;
        this.restricted = restricted;
    }

    @Override
    public SensorLane open(SensorId sensor, AnonymisationPolicy policy, Optional<String> state, LaneOutput output) {
        Easing easing = easings.computeIfAbsent(sensor, first -> Easing.of(policy.video()));
        List<Level> levels = levels(sensor, policy.video(), easing);
        return new CameraLane(levels, budgetBytes, codecs, easing, System::nanoTime, state, output);
    }

    /** Two levels share one look at each picture, which sees what either needs, and neither looks where the other never does. */
    private List<Level> levels(SensorId sensor, VideoPolicy toAll, Easing easing) {
        Optional<VideoPolicy> second = restricted.apply(sensor);
        if (second.isEmpty()) {
            return List.of(level(sensor, toAll, () -> sights.apply(Watch.of(toAll.regions())), easing));
        }
        Watch both = Watch.of(toAll.regions()).and(Watch.of(second.get().regions()));
        SharedLook look = new SharedLook(() -> sights.apply(both));
        return List.of(
                level(sensor, toAll.withNeverLookOf(second.get()), look, easing),
                level(sensor, second.get().withNeverLookOf(toAll), look, easing.followed()));
    }

    private Level level(SensorId sensor, VideoPolicy policy, Supplier<Sight> look, Pace pace) {
        FrameAnonymiser anonymiser = new FrameAnonymiser(policy, look, audits.open(sensor, policy));
        return new Level(policy, anonymiser, pace, audits.opinion(policy));
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
