/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.PrivacyZone;
import io.bauta.contracts.policy.PrivacyZone.Corner;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.Checkpoint;
import io.bauta.raw.lane.RawPosition;
import io.bauta.raw.lane.SensorLane;
import io.bauta.videoanonymiser.audit.Audits;
import io.bauta.videoanonymiser.chunk.Pictures.Shown;
import io.bauta.videoanonymiser.sight.ScriptedSight;
import io.bauta.videoanonymiser.sight.Sight;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** One camera released twice: for all, and milder for an authorised role. */
class LevelChunksTest {
    private static final SensorId CAMERA = new SensorId("camera");
    private static final int PICTURES = 60;
    private static final double HIDDEN = 6;
    private static final double PLAIN = 40;
    private static final VideoPolicy HEADS = regions(RegionMethod.SOLID, RegionMethod.NONE);
    private static final VideoPolicy PLATES = regions(RegionMethod.NONE, RegionMethod.SOLID);

    private final Results results = new Results();
    private final ScriptedSight someoneEverywhere =
            new ScriptedSight(frame -> List.of(ScriptedSight.head(0, 0, Camera.WIDTH, Camera.HEIGHT, 0.9)));

    @Test
    void bothShowTheSamePicturesEachAsItsPolicySaysAfterOneLook() {
        feed(lane(HEADS, PLATES, someoneEverywhere, Optional.empty(), results), 0);

        List<Shown> toAll = results.played();
        List<Shown> restricted = results.ofRestricted().played();
        assertThat(toAll).hasSize(PICTURES).allMatch(shown -> shown.detail() < HIDDEN);
        assertThat(restricted).hasSize(PICTURES).allMatch(shown -> shown.detail() > PLAIN);
        assertThat(restricted)
                .extracting(Shown::ptsMicros)
                .isEqualTo(toAll.stream().map(Shown::ptsMicros).toList());
        assertThat(someoneEverywhere.asked()).isEqualTo(PICTURES);
        assertThat(someoneEverywhere.opened()).isOne();
    }

    @Test
    void eachStatesItsOwnMethodsForTheSameTime() {
        feed(lane(VideoPolicy.mosaic(), HEADS, someoneEverywhere, Optional.empty(), results), 0);

        assertThat(results.released())
                .allSatisfy(chunk -> assertThat(chunk.facts().methods()).containsExactly("frame:mosaic"));
        assertThat(results.ofRestricted().released())
                .allSatisfy(chunk -> assertThat(chunk.facts().methods()).containsExactly("face:solid"));
        assertThat(results.ofRestricted().released())
                .extracting(chunk -> chunk.facts().start())
                .isEqualTo(results.released().stream()
                        .map(chunk -> chunk.facts().start())
                        .toList());
    }

    @Test
    void whereNothingCanLookOnlyTheLevelThatNeedsItIsWithheld() {
        feed(lane(VideoPolicy.mosaic(), HEADS, Sight.none(), Optional.empty(), results), 0);

        assertThat(results.words()).hasSize(5).containsOnly("released");
        assertThat(results.ofRestricted().words()).hasSize(5).containsOnly("no-detector");
    }

    @Test
    void aFaultOfTheLookWithholdsBothAndIsOverWithTheNextChunk() {
        ScriptedSight failing = new ScriptedSight(frame -> {
            if (frame == 20) {
                throw new IllegalStateException("told to fail");
            }
            return List.of();
        });
        feed(lane(HEADS, HEADS, failing, Optional.empty(), results), 0);

        // The second level asks again for the picture of the fault, so that it alone goes on.
        assertThat(results.words())
                .containsExactly("released", "anonymiser-failed", "released", "released", "released");
        assertThat(results.ofRestricted().words()).hasSize(5).last().isEqualTo("released");
        assertThat(failing.opened()).isEqualTo(2);
    }

    @Test
    void whereOneNeverLooksTheOtherDoesNotEither() {
        PrivacyZone window =
                new PrivacyZone("window", PrivacyZone.Method.NEVER_LOOK, corners(0, 0, 0.5, 0.5), Optional.empty());
        ScriptedSight nobody = new ScriptedSight(frame -> List.of());

        feed(lane(HEADS, with(HEADS, window), nobody, Optional.empty(), results), 0);

        assertThat(nobody.looks()).hasSize(PICTURES).containsOnly(nobody.looks().getFirst());
        assertThat(results.released())
                .allSatisfy(chunk -> assertThat(chunk.facts().regions()).containsEntry("zone", 1));
    }

    @Test
    void aLaneOpenedAnewAtAnyCheckpointGoesOnWithoutASeamOnBoth() {
        feed(lane(HEADS, PLATES, someoneEverywhere, Optional.empty(), results), 0);
        List<Checkpoint> checkpoints = List.copyOf(results.checkpoints());

        for (int cut = 0; cut < checkpoints.size() - 1; cut++) {
            Results after = new Results();
            Checkpoint checkpoint = checkpoints.get(cut);
            feed(lane(HEADS, PLATES, someoneEverywhere, Optional.of(checkpoint.state()), after), (int)
                    checkpoint.restart().orElseThrow().offset());

            assertThat(joined(results, after, cut)).isEqualTo(times(results));
            assertThat(joined(results.ofRestricted(), after.ofRestricted(), cut))
                    .isEqualTo(times(results));
        }
    }

    @Test
    void aSecondLevelMayBeginAndEndWithAnyRestart() {
        Results alone = new Results();
        SensorLane before = lane(HEADS, Optional.empty(), someoneEverywhere, Optional.empty(), alone);
        feed(before, 0);
        Checkpoint first = alone.checkpoints().getFirst();

        Results both = new Results();
        feed(lane(HEADS, PLATES, someoneEverywhere, Optional.of(first.state()), both), (int)
                first.restart().orElseThrow().offset());
        Checkpoint second = both.checkpoints().getFirst();
        Results aloneAgain = new Results();
        feed(lane(HEADS, Optional.empty(), someoneEverywhere, Optional.of(second.state()), aloneAgain), (int)
                second.restart().orElseThrow().offset());

        assertThat(both.words()).hasSize(4).containsOnly("released");
        assertThat(both.ofRestricted().words()).hasSize(4).containsOnly("released");
        assertThat(aloneAgain.words()).hasSize(3).containsOnly("released");
    }

    /** Chunks up to the cut and those of the lane opened there, played as one stream. */
    private static List<Long> joined(Results before, Results after, int cut) {
        Results both = new Results();
        Checkpoint any = Checkpoint.nothingHeld("");
        before.released().subList(0, cut + 1).forEach(chunk -> both.finished(chunk, any));
        after.released().forEach(chunk -> both.finished(chunk, any));
        return times(both);
    }

    private static List<Long> times(Results results) {
        return results.played().stream().map(Shown::ptsMicros).toList();
    }

    private static SensorLane lane(
            VideoPolicy toAll, VideoPolicy restricted, Supplier<Sight> sights, Optional<String> state, Results into) {
        return lane(toAll, Optional.of(restricted), sights, state, into);
    }

    private static SensorLane lane(
            VideoPolicy toAll,
            Optional<VideoPolicy> restricted,
            Supplier<Sight> sights,
            Optional<String> state,
            Results into) {
        CameraLanes lanes = new CameraLanes(
                new NativeCodecs(), 64L << 20, reach -> sights.get(), Audits.none(), camera -> restricted);
        AnonymisationPolicy policy =
                new AnonymisationPolicy(new PolicyReference("street", 1), toAll, AudioPolicy.mute());
        return lanes.open(CAMERA, policy, state, into);
    }

    private static void feed(SensorLane lane, int from) {
        List<RawRecord> records = Camera.records(CAMERA, 1, PICTURES);
        for (int offset = from; offset < records.size(); offset++) {
            lane.accept(records.get(offset), RawPosition.of(records.get(offset), offset));
        }
        lane.close();
    }

    private static VideoPolicy regions(RegionMethod faces, RegionMethod plates) {
        return VideoPolicy.of(RegionPolicy.of(faces, RegionMethod.NONE, plates));
    }

    private static VideoPolicy with(VideoPolicy policy, PrivacyZone zone) {
        return new VideoPolicy(
                policy.frame(),
                policy.blocksAcross(),
                policy.regions(),
                List.of(zone),
                policy.chunk(),
                policy.bitsPerSecond(),
                policy.timeLimit(),
                policy.nothingHiddenBecause());
    }

    private static List<Corner> corners(double left, double top, double right, double bottom) {
        return List.of(
                new Corner(left, top), new Corner(right, top), new Corner(right, bottom), new Corner(left, bottom));
    }
}
