/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.raw.EndOfStream;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.Checkpoint;
import io.bauta.raw.lane.LaneFactory;
import io.bauta.raw.lane.LaneOutput;
import io.bauta.raw.lane.RawPosition;
import io.bauta.raw.lane.SensorLane;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A stand-in for a codec: every fifth record is a keyframe, three records make a chunk, and a chunk's media are the
 * numbers of its records. Like a real decoder it must be fed from a keyframe on and forgets everything when closed.
 */
final class NumberLane implements SensorLane {
    static final int GROUP = 5;
    static final int CHUNK = 3;

    private final LaneOutput output;
    private final Consumer<RawRecord> before;
    private final StringBuilder chunk = new StringBuilder();
    private long lastReleased;
    private long lastEpoch;
    private RawPosition keyframe;
    private RawPosition keyframeOfNext;
    private Instant start;
    private int inChunk;

    /** @param before called with each record first; what it throws, the lane throws */
    NumberLane(Optional<String> state, LaneOutput output, Consumer<RawRecord> before) {
        this.output = output;
        this.before = before;
        String[] words = state.orElse("-1 -1").split(" ", 2);
        this.lastEpoch = Long.parseLong(words[0]);
        this.lastReleased = Long.parseLong(words[1]);
    }

    static LaneFactory factory(Duration timeLimit, Consumer<RawRecord> before) {
        return new LaneFactory() {
            @Override
            public SensorLane open(
                    SensorId sensor, AnonymisationPolicy policy, Optional<String> state, LaneOutput output) {
                return new NumberLane(state, output, before);
            }

            @Override
            public Duration chunk(AnonymisationPolicy policy) {
                return Duration.ofMillis(500);
            }

            @Override
            public Duration timeLimit(AnonymisationPolicy policy) {
                return timeLimit;
            }
        };
    }

    @Override
    public void accept(RawRecord record, RawPosition at) {
        before.accept(record);
        if (record instanceof EndOfStream) {
            finish(Optional.empty());
            return;
        }
        if (at.sequence() % GROUP == 0) {
            keyframe = at;
        }
        boolean seenBefore = at.epoch() == lastEpoch && at.sequence() <= lastReleased;
        if (keyframe == null || seenBefore) {
            return;
        }
        if (inChunk == CHUNK) {
            finish(Optional.of(keyframe));
        }
        start = inChunk == 0 ? record.envelope().time() : start;
        chunk.append(at.epoch()).append('/').append(at.sequence()).append(' ');
        lastEpoch = at.epoch();
        lastReleased = at.sequence();
        keyframeOfNext = keyframe;
        inChunk++;
    }

    private void finish(Optional<RawPosition> restart) {
        if (inChunk > 0) {
            ChunkFacts facts = ChunkFacts.at(start, Duration.ofMillis(40L * inChunk));
            output.finished(
                    new Released(facts, chunk.toString().getBytes(UTF_8)),
                    new Checkpoint(restart, lastEpoch + " " + lastReleased));
        }
        chunk.setLength(0);
        inChunk = 0;
    }

    @Override
    public void gap() {
        finish(Optional.empty());
        keyframe = null;
    }

    @Override
    public void idle(Duration quiet) {
        if (quiet.toMillis() > 1000) {
            finish(Optional.ofNullable(keyframeOfNext));
        }
    }

    @Override
    public void close() {
        keyframe = null;
    }
}
