/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.audioanonymiser.chunk.ChunkEncoder;
import io.bauta.audioanonymiser.voice.AnonymisedSound;
import io.bauta.audioanonymiser.voice.BrokenSound;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.Topic;
import io.bauta.contracts.outcome.AnonymisationResult;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.raw.AccessUnit;
import io.bauta.raw.lane.ChunkWithheldException;
import io.bauta.raw.lane.RawPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Whatever breaks inside a lane ends as a reason, with nothing released; the machine does the rest. */
class AudioLaneFailureTest {
    private final List<AnonymisationResult> results = new ArrayList<>();
    private final Tape tape = new Tape(16_000).sound(new short[16_000], 8000, 0).end(1_000_000);

    @Test
    void an_encoder_that_refuses() {
        AudioLane lane = lane(Bench.methods(), new RefusingEncoder());

        assertThatThrownBy(() -> lane.accept(tape.records().get(0), tape.position(0)))
                .isInstanceOfSatisfying(ChunkWithheldException.class, e -> assertThat(e.reason())
                        .isEqualTo(WithheldReason.ENCODER_FAILED));
        assertThat(results).isEmpty();
    }

    @Test
    void a_method_that_fails() {
        AtomicBoolean fails = new AtomicBoolean();
        AudioLane lane = lane(
                (policy, run, takeUp) -> BrokenSound.anonymisation(policy, run.sampleRate(), fails::get),
                new Bench.PlainEncoder());
        lane.accept(tape.records().get(0), tape.position(0));
        fails.set(true);

        assertThatThrownBy(() -> lane.accept(tape.records().get(1), tape.position(1)))
                .isInstanceOfSatisfying(ChunkWithheldException.class, e -> assertThat(e.reason())
                        .isEqualTo(WithheldReason.ANONYMISER_FAILED));
        assertThat(results).hasSize(1);
    }

    @Test
    void a_method_that_fails_only_at_the_end() {
        AtomicBoolean fails = new AtomicBoolean();
        AudioLane lane = lane(
                (policy, run, takeUp) -> BrokenSound.anonymisation(policy, run.sampleRate(), fails::get),
                new Bench.PlainEncoder());
        lane.accept(tape.records().get(0), tape.position(0));
        fails.set(true);

        assertThatThrownBy(() -> lane.accept(tape.records().get(2), tape.position(2)))
                .isInstanceOfSatisfying(ChunkWithheldException.class, e -> assertThat(e.reason())
                        .isEqualTo(WithheldReason.ANONYMISER_FAILED));
    }

    @Test
    void a_picture_among_the_sound() {
        AudioLane lane = lane(Bench.methods(), new Bench.PlainEncoder());
        AccessUnit picture = new AccessUnit(
                Envelope.of(Topic.RAW_VIDEO, Tape.MICROPHONE, "/test", Tape.START, 0, 0),
                "h264",
                true,
                0,
                Optional.empty(),
                new byte[3]);

        assertThatThrownBy(() -> lane.accept(picture, new RawPosition(0, 0, 0)))
                .isInstanceOfSatisfying(ChunkWithheldException.class, e -> assertThat(e.reason())
                        .isEqualTo(WithheldReason.MALFORMED_RECORD));
        assertThat(results).isEmpty();
    }

    private AudioLane lane(AnonymisationSource anonymisations, ChunkEncoder encoder) {
        return new AudioLane(
                AudioPolicy.mute(),
                Optional.empty(),
                anonymisations,
                (result, restricted, checkpoint) -> results.add(result),
                encoder);
    }

    private static final class RefusingEncoder implements ChunkEncoder {
        @Override
        public byte[] encode(AnonymisedSound sound) {
            throw new IllegalStateException("no");
        }

        @Override
        public void close() {}
    }
}
