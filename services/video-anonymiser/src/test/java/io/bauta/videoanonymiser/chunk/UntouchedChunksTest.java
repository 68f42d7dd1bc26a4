/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.PrivacyZone;
import io.bauta.contracts.policy.PrivacyZone.Corner;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.contracts.policy.VideoPolicy.Reencode;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.RawPosition;
import io.bauta.raw.lane.SensorLane;
import io.bauta.videoanonymiser.audit.Audits;
import io.bauta.videoanonymiser.chunk.Pictures.Shown;
import io.bauta.videoanonymiser.sight.ScriptedSight;
import io.bauta.videoanonymiser.sight.Sight;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Chunks of a camera before which nobody is, under a policy that lets them go out as the camera encoded them. */
class UntouchedChunksTest {
    private static final SensorId CAMERA = new SensorId("camera");
    private static final int PICTURES = 4 * Camera.GROUP;
    private static final VideoPolicy WHEN_NEEDED = policy(Duration.ofSeconds(1), Reencode.WHEN_NEEDED, List.of());
    private static final String COPIED = "frame:copied";

    private final Results results = new Results();

    @Test
    void goOutAsTheyCameAndAreNeverEncoded() {
        ScriptedSight second = nobody();
        feed(lane(WHEN_NEEDED, nobody(), second, Codec.NEVER_ENCODES));

        assertThat(results.words()).hasSize(4).containsOnly("released");
        assertThat(results.released()).allSatisfy(chunk -> {
            assertThat(chunk.facts().methods()).containsExactly("face:solid", COPIED);
            assertThat(chunk.facts().frames()).isEqualTo(Camera.GROUP);
            assertThat(chunk.facts().models()).containsEntry("auditor", ScriptedSight.MODEL);
            assertThat(Pictures.play(chunk.media())).hasSize(Camera.GROUP);
        });
        assertThat(results.played())
                .extracting(Shown::ptsMicros)
                .isEqualTo(LongStream.range(0, PICTURES)
                        .mapToObj(i -> i * Camera.STEP)
                        .toList());
        assertThat(second.asked()).isEqualTo(PICTURES);
    }

    @Test
    void areEncodedWhereSomebodyIsFoundAndAsLongAsTheyMayBeThere() {
        // Given somebody at the end of the second of four chunks, who is held for a while
        IntFunction<List<Detection>> someone =
                frame -> frame >= 44 && frame < 49 ? List.of(ScriptedSight.head(10, 10, 40, 40, 0.9)) : List.of();
        feed(lane(WHEN_NEEDED, new ScriptedSight(someone), nobody(), Codec.REAL));

        assertThat(results.words()).hasSize(4).containsOnly("released");
        assertThat(copied()).containsExactly(true, false, false, true);
        assertThat(results.released().get(1).facts().regions()).containsKey("head");
        assertThat(results.played())
                .extracting(Shown::ptsMicros)
                .isEqualTo(LongStream.range(0, PICTURES)
                        .mapToObj(i -> i * Camera.STEP)
                        .toList());
    }

    @Test
    void areEncodedWhereTheOtherDetectorDoubtsOrFailsOrCannotTellOrIsNotThere() {
        IntFunction<List<Detection>> doubt =
                frame -> frame == 30 ? List.of(ScriptedSight.head(10, 10, 40, 40, 0.35)) : List.of();
        feed(lane(WHEN_NEEDED, nobody(), new ScriptedSight(doubt), Codec.REAL));
        assertThat(copied()).containsExactly(true, false, true, true);

        Results failing = new Results();
        IntFunction<List<Detection>> fault = frame -> {
            if (frame == 60) {
                throw new IllegalStateException("told to fail");
            }
            return List.of();
        };
        feed(lane(WHEN_NEEDED, nobody(), new ScriptedSight(fault), Codec.REAL, failing));
        assertThat(failing.words()).hasSize(4).containsOnly("released");
        assertThat(copied(failing)).containsExactly(true, true, false, true);

        Results ofPlatesOnly = new Results();
        ScriptedSight seesNobody = new ScriptedSight(frame -> List.of(), ObjectKind.PLATE);
        feed(lane(WHEN_NEEDED, nobody(), seesNobody, Codec.REAL, ofPlatesOnly));
        assertThat(copied(ofPlatesOnly)).containsExactly(false, false, false, false);

        Results alone = new Results();
        feed(lane(WHEN_NEEDED, nobody(), Sight.none(), Codec.REAL, alone));
        assertThat(copied(alone)).containsExactly(false, false, false, false);
    }

    @Test
    void areEncodedWhereTheyDoNotBeginWithAKeyframe() {
        // Given chunks of half a second of a camera with a keyframe every second
        VideoPolicy halves = policy(Duration.ofMillis(480), Reencode.WHEN_NEEDED, List.of());
        feed(lane(halves, nobody(), nobody(), Codec.REAL));

        assertThat(results.words()).containsOnly("released");
        assertThat(copied()).startsWith(true, false).contains(false);
        assertThat(results.played()).hasSize(PICTURES);
    }

    @Test
    void areEncodedUnderAnyOtherPolicy() {
        PrivacyZone zone = new PrivacyZone(
                "window",
                PrivacyZone.Method.SOLID,
                List.of(new Corner(0, 0), new Corner(0.5, 0), new Corner(0.5, 0.5), new Corner(0, 0.5)));
        for (VideoPolicy other : List.of(
                policy(Duration.ofSeconds(1), Reencode.ALWAYS, List.of()),
                policy(Duration.ofSeconds(1), Reencode.WHEN_NEEDED, List.of(zone)))) {
            Results encoded = new Results();
            ScriptedSight second = nobody();
            feed(lane(other, nobody(), second, Codec.REAL, encoded));

            assertThat(copied(encoded)).containsExactly(false, false, false, false);
            assertThat(second.asked()).isZero();
        }
    }

    @Test
    void goOutOnBothLevels() {
        CameraLanes lanes = new CameraLanes(
                Codec.NEVER_ENCODES,
                64L << 20,
                reach -> nobody().get(),
                new Audits(reach -> nobody().get(), 0),
                camera -> Optional.of(WHEN_NEEDED));
        feed(lanes.open(CAMERA, named(WHEN_NEEDED), Optional.empty(), results));

        assertThat(copied()).containsExactly(true, true, true, true);
        assertThat(copied(results.ofRestricted())).containsExactly(true, true, true, true);
    }

    private static ScriptedSight nobody() {
        return new ScriptedSight(frame -> List.of());
    }

    private List<Boolean> copied() {
        return copied(results);
    }

    private static List<Boolean> copied(Results results) {
        return results.released().stream()
                .map((Released chunk) -> chunk.facts().methods().contains(COPIED))
                .toList();
    }

    private SensorLane lane(VideoPolicy policy, Supplier<Sight> first, Supplier<Sight> second, Codecs codecs) {
        return lane(policy, first, second, codecs, results);
    }

    private static SensorLane lane(
            VideoPolicy policy, Supplier<Sight> first, Supplier<Sight> second, Codecs codecs, Results into) {
        CameraLanes lanes =
                new CameraLanes(codecs, 64L << 20, reach -> first.get(), new Audits(reach -> second.get(), 0));
        return lanes.open(CAMERA, named(policy), Optional.empty(), into);
    }

    private static AnonymisationPolicy named(VideoPolicy policy) {
        return new AnonymisationPolicy(new PolicyReference("quiet", 1), policy, AudioPolicy.mute());
    }

    private static void feed(SensorLane lane) {
        List<RawRecord> records = Camera.records(CAMERA, 1, PICTURES);
        for (int offset = 0; offset < records.size(); offset++) {
            lane.accept(records.get(offset), RawPosition.of(records.get(offset), offset));
        }
        lane.close();
    }

    private static VideoPolicy policy(Duration chunk, Reencode reencode, List<PrivacyZone> zones) {
        VideoPolicy usual = VideoPolicy.of(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.NONE));
        return new VideoPolicy(
                usual.frame(),
                usual.blocksAcross(),
                usual.regions(),
                zones,
                chunk,
                usual.bitsPerSecond(),
                usual.timeLimit(),
                usual.nothingHiddenBecause(),
                reencode);
    }

    /** Codecs, and such as must not be asked to encode. */
    private static final class Codec {
        private static final Codecs REAL = new NativeCodecs();
        private static final Codecs NEVER_ENCODES = BreakingCodecs.withoutEncoder();
    }
}
