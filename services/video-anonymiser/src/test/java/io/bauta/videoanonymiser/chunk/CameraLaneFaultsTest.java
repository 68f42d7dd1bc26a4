/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.contracts.policy.VideoPolicy.FrameMethod;
import io.bauta.inference.InferenceFailedException;
import io.bauta.media.video.DecodeException;
import io.bauta.media.video.EncodeException;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.ChunkWithheldException;
import io.bauta.raw.lane.RawPosition;
import io.bauta.videoanonymiser.method.BrokenMethod;
import io.bauta.videoanonymiser.method.FrameAnonymiser;
import io.bauta.videoanonymiser.sight.ScriptedSight;
import io.bauta.videoanonymiser.sight.Sight;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each stage broken in the third chunk: that chunk is withheld, nothing raw is seen, and the stream goes on. */
class CameraLaneFaultsTest {
    private static final SensorId CAMERA = new SensorId("camera");
    private static final long BUDGET = 64L << 20;
    /** Within the third chunk, which takes the pictures 25 to 37. */
    private static final int FAULT_AT = 30;

    private static final VideoPolicy HEADS =
            VideoPolicy.of(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.NONE));

    private final Results results = new Results();
    private List<RawRecord> records;

    @BeforeEach
    void camera() {
        records = Camera.records(CAMERA, 1, 60);
    }

    @Test
    void anEncoderThatThrows() {
        BreakingCodecs codecs = new BreakingCodecs();
        codecs.breakEncode(FAULT_AT, () -> new EncodeException("broken"));
        feed(lane(codecs));

        assertThirdIs("encoder-failed");
    }

    @Test
    void aPackerThatThrows() {
        BreakingCodecs codecs = new BreakingCodecs();
        codecs.breakChunk(3, () -> new EncodeException("broken"));
        feed(lane(codecs));

        assertThirdIs("encoder-failed");
    }

    @Test
    void anEncoderThatFindsNoMemory() {
        BreakingCodecs codecs = new BreakingCodecs();
        codecs.breakEncode(FAULT_AT, () -> new OutOfMemoryError("broken"));
        feed(lane(codecs));

        assertThirdIs("out-of-memory-budget");
    }

    @Test
    void aMethodThatThrows() {
        feed(new CameraLane(
                VideoPolicy.mosaic(),
                BUDGET,
                new BreakingCodecs(),
                FrameAnonymiser.blind(BrokenMethod.at(FAULT_AT + 1)),
                Optional.empty(),
                results));

        assertThirdIs("anonymiser-failed");
    }

    @Test
    void aDetectorThatThrows() {
        feed(seeing(new ScriptedSight(at -> {
            if (at == FAULT_AT) {
                throw new InferenceFailedException("model", "broken");
            }
            return List.of();
        })));

        assertThat(results.words())
                .containsExactly("released", "released", "anonymiser-failed", "released", "released");
    }

    @Test
    void aDetectorThatIsNotThereYet() {
        ScriptedSight sight = new ScriptedSight(at -> List.of());
        Iterator<Supplier<Sight>> tries = List.of(Sight.none(), Sight.none()).iterator();
        feed(seeing(() -> tries.hasNext() ? tries.next().get() : sight.get()));

        assertThat(results.words()).containsExactly("no-detector", "no-detector", "released", "released", "released");
        assertThat(results.released().getFirst().facts().models()).containsEntry("detector", ScriptedSight.MODEL);
    }

    private CameraLane seeing(Supplier<Sight> sights) {
        return new CameraLane(HEADS, BUDGET, new BreakingCodecs(), sights, Optional.empty(), results);
    }

    @Test
    void aDecoderThatThrowsUnforeseenIsHandedOnAsUndecodable() {
        BreakingCodecs codecs = new BreakingCodecs();
        codecs.breakDecode(FAULT_AT, () -> new IllegalStateException("broken"));

        assertThatThrownBy(() -> feed(lane(codecs)))
                .isInstanceOfSatisfying(ChunkWithheldException.class, thrown -> assertThat(thrown.reason())
                        .isEqualTo(WithheldReason.UNDECODABLE));
        assertThat(results.words()).containsExactly("released", "released");
    }

    @Test
    void aDecoderThatRefusesAllForAWhile() {
        BreakingCodecs codecs = new BreakingCodecs();
        for (int i = 25; i < 50; i++) {
            codecs.breakDecode(i, () -> new DecodeException(DecodeException.Kind.CORRUPT, "broken"));
        }
        feed(lane(codecs));

        assertThat(results.words()).containsExactly("released", "released", "undecodable", "undecodable", "released");
        assertThat(results.played()).hasSize(35);
    }

    @Test
    void picturesTooLargeForTheBudget() {
        feed(new CameraLane(
                VideoPolicy.mosaic(),
                3L * Camera.WIDTH * Camera.HEIGHT / 2,
                new BreakingCodecs(),
                Sight.none(),
                Optional.empty(),
                results));

        assertThat(results.words()).isNotEmpty().containsOnly("out-of-memory-budget");
    }

    private void assertThirdIs(String reason) {
        assertThat(results.words()).containsExactly("released", "released", reason, "released", "released");
        assertThat(results.played()).hasSize(60 - 13).allMatch(shown -> shown.detail() < 6);
    }

    private CameraLane lane(Codecs codecs) {
        return new CameraLane(
                VideoPolicy.of(FrameMethod.MOSAIC), BUDGET, codecs, Sight.none(), Optional.empty(), results);
    }

    private void feed(CameraLane lane) {
        for (int offset = 0; offset < records.size(); offset++) {
            lane.accept(records.get(offset), RawPosition.of(records.get(offset), offset));
        }
    }
}
