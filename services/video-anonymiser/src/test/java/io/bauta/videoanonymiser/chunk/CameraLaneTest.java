/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.media.video.EncodedPacket;
import io.bauta.raw.AccessUnit;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.Checkpoint;
import io.bauta.raw.lane.RawPosition;
import io.bauta.videoanonymiser.chunk.Pictures.Shown;
import io.bauta.videoanonymiser.sight.Sight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access units in, chunks out: every picture once, at its time, with nothing left to see. */
class CameraLaneTest {
    private static final SensorId CAMERA = new SensorId("camera");
    private static final long BUDGET = 64L << 20;
    /** What a mosaic's edges and the encoder leave of the noise's 85. */
    private static final double HIDDEN = 6;

    private final Results results = new Results();

    @Test
    void everyPictureIsInExactlyOneChunkAtItsTimeAndHidden() {
        feed(lane(Optional.empty()), Camera.records(CAMERA, 1, 60), 0);

        assertThat(results.words()).hasSize(5).containsOnly("released");
        assertThat(results.released())
                .extracting(chunk -> chunk.facts().frames())
                .containsExactly(13L, 12L, 13L, 12L, 10L);
        List<Shown> played = results.played();
        assertThat(played).extracting(Shown::ptsMicros).isEqualTo(times(0, 60));
        assertThat(played).allMatch(shown -> shown.detail() < HIDDEN);
    }

    @Test
    void everyChunkPlaysByItself() {
        feed(lane(Optional.empty()), Camera.records(CAMERA, 1, 60), 0);

        for (Released chunk : results.released()) {
            assertThat(Pictures.play(chunk.media())).hasSize((int) chunk.facts().frames());
        }
    }

    @Test
    void chunkFactsTellCaptureTimeAndMethods() {
        feed(lane(Optional.empty()), Camera.records(CAMERA, 1, 60), 0);

        Released second = results.released().get(1);
        assertThat(second.facts().start())
                .isEqualTo(Camera.START.plusSeconds(100).plusMillis(520));
        assertThat(second.facts().duration()).isEqualTo(Duration.ofMillis(480));
        assertThat(second.facts().methods()).containsExactly("frame:mosaic");
        assertThat(second.facts().weak()).isFalse();
    }

    @Test
    void aLaneOpenedAnewAtAnyCheckpointGoesOnWithoutASeam() {
        List<RawRecord> records = Camera.records(CAMERA, 1, 60);
        feed(lane(Optional.empty()), records, 0);
        List<Long> undisturbed = results.played().stream().map(Shown::ptsMicros).toList();
        List<byte[]> media = results.released().stream().map(Released::media).toList();
        List<Checkpoint> checkpoints = List.copyOf(results.checkpoints());

        assertThat(undisturbed).hasSize(60);
        for (int cut = 0; cut < checkpoints.size() - 1; cut++) {
            Results after = new Results();
            Checkpoint checkpoint = checkpoints.get(cut);
            feed(lane(Optional.of(checkpoint.state()), after), records, (int)
                    checkpoint.restart().orElseThrow().offset());

            Results both = new Results();
            for (int i = 0; i <= cut; i++) {
                both.finished(new Released(results.released().get(i).facts(), media.get(i)), checkpoints.get(i));
            }
            after.released().forEach(chunk -> both.finished(chunk, checkpoints.getLast()));
            assertThat(both.played()).extracting(Shown::ptsMicros).isEqualTo(undisturbed);
            assertThat(after.words()).containsOnly("released").hasSize(checkpoints.size() - 1 - cut);
        }
    }

    @Test
    void restartsBeginAtTheKeyframeOfTheNextChunk() {
        feed(lane(Optional.empty()), Camera.records(CAMERA, 1, 60), 0);

        assertThat(results.checkpoints())
                .extracting(checkpoint -> checkpoint.restart().map(RawPosition::offset))
                .containsExactly(
                        Optional.of(0L), Optional.of(25L), Optional.of(25L), Optional.of(50L), Optional.empty());
    }

    @Test
    void aStreamJoinedInTheMiddleIsWithheldUpToItsFirstKeyframe() {
        List<RawRecord> records = Camera.records(CAMERA, 1, 60);
        feed(lane(Optional.empty()), records, 5);

        assertThat(results.words().getFirst()).isEqualTo("no-keyframe");
        assertThat(results.words().getLast()).isEqualTo("released");
        assertThat(results.played()).hasSize(60 - nextKeyframe(records, 5));
    }

    @Test
    void aNewSizeInMidStreamEndsTheChunkAndGoesOn() {
        List<EncodedPacket> packets = new ArrayList<>(Pictures.encoded(160, 96, 20, 25, 0, Camera.STEP));
        packets.addAll(Pictures.encoded(320, 176, 20, 25, 20 * Camera.STEP, Camera.STEP));
        CameraLane lane = lane(Optional.empty());
        feed(lane, Camera.units(CAMERA, 1, packets), 0);
        lane.gap();

        assertThat(results.words()).containsOnly("released");
        List<Shown> shown = results.released().stream()
                .flatMap(chunk -> Pictures.play(chunk.media()).stream())
                .toList();
        assertThat(shown).hasSize(40);
        assertThat(shown.subList(0, 20)).allMatch(picture -> picture.width() == 160);
        assertThat(shown.subList(20, 40)).allMatch(picture -> picture.width() == 320 && picture.detail() < HIDDEN);
    }

    @Test
    void theTimelineRunsOnOverEpochsByCaptureTime() {
        CameraLane lane = lane(Optional.empty());
        feed(lane, Camera.records(CAMERA, 1, 10), 0);
        feed(lane, Camera.records(CAMERA, 2, 10), 0);

        List<Long> expected = new ArrayList<>(times(0, 10));
        expected.addAll(times(100_000_000, 10));
        assertThat(results.played()).extracting(Shown::ptsMicros).isEqualTo(expected);
    }

    @Test
    void aCameraThatFallsSilentGetsItsLastChunkFinished() {
        CameraLane lane = lane(Optional.empty());
        List<RawRecord> records = Camera.records(CAMERA, 1, 60).subList(0, 20);
        feed(lane, records, 0);
        assertThat(results.all()).hasSize(1);

        lane.idle(Duration.ofMillis(900));
        assertThat(results.all()).hasSize(1);
        lane.idle(Duration.ofMillis(1100));

        assertThat(results.words()).containsExactly("released", "released");
        assertThat(results.checkpoints().getLast().restart())
                .map(RawPosition::offset)
                .hasValue((long) lastKeyframe(records));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 200})
    void damagedUnitsCostTheirPicturesAndNothingRawIsSeen(int bytesKept) {
        List<RawRecord> records = new ArrayList<>(Camera.records(CAMERA, 1, 60));
        for (int i = 13; i < 24; i++) {
            byte[] whole = ((AccessUnit) records.get(i)).data();
            records.set(i, Camera.damaged(records.get(i), Arrays.copyOf(whole, bytesKept)));
        }
        feed(lane(Optional.empty()), records, 0);

        assertThat(results.played()).allMatch(shown -> shown.detail() < HIDDEN);
        assertThat(results.played().stream().filter(shown -> shown.ptsMicros() >= 1_000_000))
                .hasSize(35);
    }

    @Test
    void anUnknownCodecIsWithheldAsUndecodable() {
        List<RawRecord> records = Camera.records(CAMERA, 1, 30);
        List<RawRecord> strange = records.stream()
                .<RawRecord>map(record -> record instanceof AccessUnit unit
                        ? new AccessUnit(
                                unit.envelope(), "no-such-codec", true, unit.ptsMicros(), Optional.empty(), unit.data())
                        : record)
                .toList();
        feed(lane(Optional.empty()), strange, 0);

        assertThat(results.words()).containsExactly("undecodable", "undecodable", "undecodable");
    }

    /** The encoder may add keyframes of its own where a picture is all new. */
    private static int nextKeyframe(List<RawRecord> records, int from) {
        int at = from;
        while (!(records.get(at) instanceof AccessUnit unit && unit.keyframe())) {
            at++;
        }
        return at;
    }

    private static int lastKeyframe(List<RawRecord> records) {
        int at = records.size() - 1;
        while (!(records.get(at) instanceof AccessUnit unit && unit.keyframe())) {
            at--;
        }
        return at;
    }

    private CameraLane lane(Optional<String> state) {
        return lane(state, results);
    }

    private static CameraLane lane(Optional<String> state, Results into) {
        return new CameraLane(VideoPolicy.mosaic(), BUDGET, new NativeCodecs(), Sight.none(), state, into);
    }

    private static void feed(CameraLane lane, List<RawRecord> records, int from) {
        for (int offset = from; offset < records.size(); offset++) {
            lane.accept(records.get(offset), RawPosition.of(records.get(offset), offset));
        }
    }

    private static List<Long> times(long first, int count) {
        return LongStream.range(0, count).mapToObj(i -> first + i * Camera.STEP).toList();
    }
}
