/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.intake;

import io.bauta.audioanonymiser.chance.VoiceKeys;
import io.bauta.audioanonymiser.chunk.ChunkEncoder;
import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.audioanonymiser.voice.AudioAnonymisation;
import io.bauta.audioanonymiser.voice.VoiceEquipment;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.raw.lane.LaneFactory;
import io.bauta.raw.lane.LaneOutput;
import io.bauta.raw.lane.SensorLane;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Opens a lane for each microphone. Thread-safe if the encoders' supplier is. */
public final class AudioLaneFactory implements LaneFactory {
    /** Sound needs milliseconds for a chunk; a lane that is busy for so long hangs. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private final Function<SensorId, AnonymisationSource> anonymisations;
    private final Supplier<ChunkEncoder> encoders;

    /**
     * @param hearing for methods that tell speech from background
     * @param encoders gives every lane one of its own, which the lane closes
     */
    public AudioLaneFactory(Hearing hearing, Supplier<ChunkEncoder> encoders) {
        this(hearing, new VoiceKeys(), encoders);
    }

    AudioLaneFactory(Hearing hearing, VoiceKeys keys, Supplier<ChunkEncoder> encoders) {
        this(sensor -> source(sensor, hearing, keys), encoders);
    }

    AudioLaneFactory(Function<SensorId, AnonymisationSource> anonymisations, Supplier<ChunkEncoder> encoders) {
        this.anonymisations = anonymisations;
        this.encoders = encoders;
    }

    private static AnonymisationSource source(SensorId sensor, Hearing hearing, VoiceKeys keys) {
        return (policy, run, takeUp) -> AudioAnonymisation.resuming(
                policy,
                run.sampleRate(),
                new VoiceEquipment(hearing, sample -> keys.numbers(sensor, run.timeOf(sample))),
                takeUp);
    }

    @Override
    public SensorLane open(SensorId sensor, AnonymisationPolicy policy, Optional<String> state, LaneOutput output) {
        return new AudioLane(
                policy.audio(), state.flatMap(LaneState::parse), anonymisations.apply(sensor), output, encoders.get());
    }

    @Override
    public Duration chunk(AnonymisationPolicy policy) {
        return policy.audio().chunk();
    }

    @Override
    public Duration timeLimit(AnonymisationPolicy policy) {
        return TIME_LIMIT;
    }
}
