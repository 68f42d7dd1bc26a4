/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.intake;

import io.bauta.audioanonymiser.chunk.ChunkEncoder;
import io.bauta.audioanonymiser.hearing.TestVoices;
import io.bauta.audioanonymiser.voice.AnonymisedSound;
import io.bauta.audioanonymiser.voice.AudioAnonymisation;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.Checkpoint;
import io.bauta.raw.lane.RawPosition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays tapes into a lane the way the machine does, and keeps what comes out; chunks are "encoded" as plain samples. */
final class Bench {
    private final AudioPolicy policy;
    private final List<Released> chunks = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final List<RawPosition> reached = new ArrayList<>();
    private RawPosition expected;

    Bench(AudioPolicy policy) {
        this.policy = policy;
    }

    /** The real ones; what is loud is speech. */
    static AnonymisationSource methods() {
        return (policy, run, takeUp) ->
                AudioAnonymisation.resuming(policy, run.sampleRate(), TestVoices.equipment(), takeUp);
    }

    /** A lane that goes on from a state and adds to what is kept. */
    AudioLane lane(Optional<String> state) {
        return new AudioLane(
                policy,
                state.flatMap(LaneState::parse),
                methods(),
                (result, restricted, checkpoint) -> {
                    chunks.add((Released) result);
                    checkpoints.add(checkpoint);
                    reached.add(checkpoint.restart().orElse(expected));
                },
                new PlainEncoder());
    }

    /** Feeds a whole tape, holes and new epochs announced. */
    Bench play(AudioLane lane, Tape tape) {
        play(lane, tape, 0, tape.records().size());
        return this;
    }

    void play(AudioLane lane, Tape tape, int from, int to) {
        for (int place = from; place < to; place++) {
            RawRecord record = tape.records().get(place);
            RawPosition at = tape.position(place);
            if (place > from && !at.equals(tape.position(place - 1).next())) {
                lane.gap();
            }
            expected = at.next();
            lane.accept(record, at);
        }
    }

    List<Released> chunks() {
        return chunks;
    }

    Checkpoint checkpoint(int result) {
        return checkpoints.get(result);
    }

    /** Where the machine would feed on from after a result. */
    RawPosition restart(int result) {
        return reached.get(result);
    }

    /** Forgets what came after a result, as an aborted transaction would. */
    void forgetAfter(int result) {
        chunks.subList(result + 1, chunks.size()).clear();
        checkpoints.subList(result + 1, checkpoints.size()).clear();
        reached.subList(result + 1, reached.size()).clear();
    }

    /** All released samples, one chunk after the other. */
    short[] sound() {
        int length = chunks.stream().mapToInt(chunk -> chunk.media().length / 2).sum();
        ByteBuffer all = ByteBuffer.allocate(length * 2);
        chunks.forEach(chunk -> all.put(chunk.media()));
        short[] samples = new short[length];
        all.flip().asShortBuffer().get(samples);
        return samples;
    }

    /** Not FLAC, but as lossless, so that tests compare samples. */
    static final class PlainEncoder implements ChunkEncoder {
        @Override
        public byte[] encode(AnonymisedSound sound) {
            ByteBuffer bytes = ByteBuffer.allocate(sound.length() * 2);
            bytes.asShortBuffer().put(sound.samples());
            return bytes.array();
        }

        @Override
        public void close() {}
    }
}
